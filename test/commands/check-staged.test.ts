import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncMarkerKey, syncMarkerText, syncSectionEnd, syncSectionStart } from '../../src/model/sync-marker';
import { folderOf, type Ran, type RunOptions, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { workspaceTexts } from '../support/workspace-builder';

const sound = workspaceTexts({
  manifest: { access: {} },
  canonical: { URL: { kind: 'config' }, KEY: null },
  environments: { dev: { values: { URL: 'https://x.example', KEY: null } } },
});
const dev = sound.get('environments/dev.yaml') ?? '';
const canary = 'canary-b4d5';
const leaking = dev.replace('KEY: null', `KEY: ${canary}`);
const path = { PATH: process.env.PATH };

const check = (cwd: string, options: RunOptions = {}): Promise<Ran> =>
  runCli(['check', '--staged'], { cwd, env: path, ...options });

interface Found {
  readonly code: string;
  readonly message: string;
  readonly location: { readonly file: string } | null;
}

/** `code file` of each error. */
async function errorsOf(cwd: string, options: RunOptions = {}): Promise<string[]> {
  const { code, stdout } = await runCli(['check', '--staged', '--format', 'json'], {
    cwd,
    env: path,
    ...options,
  });
  expect(stdout).not.toContain(canary);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: (Found & { severity: string })[] };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(code).toBe(errors.length > 0 ? 1 : 0);
  return errors.map((each) => `${each.code} ${each.location?.file}`);
}

const committed = (files = sound): TestRepository => {
  const repository = new TestRepository(files);
  repository.commit('first');
  return repository;
};

afterAll(removeFolders);

describe('the staged text of a workspace', () => {
  test('GIVEN a plain secret that is staged and gone from the work tree WHEN checked THEN it is refused', async () => {
    const repository = committed();
    repository.write({ 'environments/dev.yaml': leaking });
    repository.git('add', '--all');
    repository.write({ 'environments/dev.yaml': dev });
    const { code, stdout } = await check(repository.folder);
    expect(code).toBe(1);
    expect(stdout).toContain('error plaintext-secret  environments/dev.yaml:7:3');
    expect(stdout).not.toContain(canary);
    expect((await runCli(['check'], { cwd: repository.folder })).code).toBe(0);
  });

  test('GIVEN a plain secret in the work tree that is not staged WHEN checked THEN it passes', async () => {
    const repository = committed();
    repository.write({ 'environments/dev.yaml': leaking });
    expect(await errorsOf(repository.folder)).toEqual([]);
    expect((await runCli(['check'], { cwd: repository.folder })).code).toBe(1);
  });

  test('GIVEN no commit yet WHEN checked THEN the first one is looked at as any other', async () => {
    const repository = new TestRepository(sound);
    repository.write({ 'environments/dev.yaml': leaking, '.env': 'A=1\n' });
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([
      'staged-values .env',
      'plaintext-secret environments/dev.yaml',
    ]);
  });

  test('GIVEN a file that is said to come later WHEN checked THEN it is not there yet', async () => {
    const repository = committed();
    repository.write({ 'environments/staging.yml': '' });
    repository.git('add', '--intent-to-add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([]);
  });

  test('GIVEN a workspace in a folder whose name has spaces WHEN checked THEN that one is read, and the whole repository guarded', async () => {
    const inside = 'services/the secrets';
    const repository = new TestRepository(
      new Map([...sound].map(([file, text]) => [`${inside}/${file}`, text])),
    );
    repository.commit('first');
    repository.write({ [`${inside}/environments/dev.yaml`]: leaking, 'web/.env.local': 'A=1\n' });
    repository.git('add', '--all');
    const workspace = join(repository.folder, inside);
    expect(await errorsOf(workspace)).toEqual([
      'staged-values ../../web/.env.local',
      'plaintext-secret environments/dev.yaml',
    ]);
    const { stdout } = await runCli(['check', '--staged', '--format', 'github'], { cwd: workspace });
    expect(stdout).toContain('::error file=web/.env.local,line=1,');
  });

  test('GIVEN links inside of the workspace WHEN checked THEN what they lead to is read', async () => {
    const repository = committed();
    repository.write({
      'mappings/canonical.yaml': null,
      'shared/canonical.yaml': sound.get('mappings/canonical.yaml') ?? '',
    });
    symlinkSync('../shared/canonical.yaml', join(repository.folder, 'mappings/canonical.yaml'));
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([]);
  });

  test('GIVEN nothing of a workspace in git WHEN checked THEN the files alone are, and it says so', async () => {
    const repository = new TestRepository(new Map([['README.md', 'hello\n']]));
    repository.commit('first');
    expect(await check(repository.folder)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('there is no workspace in what is staged'),
    });
    repository.write({ '.env': 'A=1\n' });
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual(['staged-values .env']);
  });

  test('GIVEN an environment that is not there WHEN it is named THEN it is wrong usage', async () => {
    const { code, stderr } = await runCli(['check', '--staged', 'dve'], {
      cwd: committed().folder,
      env: path,
    });
    expect([code, stderr]).toEqual([2, 'fanout: There is no environment "dve". Did you mean "dev"?\n']);
  });
});

describe('files with plain values', () => {
  const section = `OWN=1\n${syncSectionStart({ project: 'shop', environment: 'dev', bucket: 'api' })}\nKEY=${canary}\n${syncSectionEnd}\n`;
  const json = JSON.stringify({
    [syncMarkerKey]: syncMarkerText({ project: 'shop', environment: 'dev', bucket: 'api' }),
  });

  test.each([
    ['an .env file', '.env'],
    ['one of an environment', 'web/.env.production'],
    ['one in capitals', '.ENV'],
    ['a name with spaces and a line end', 'a b\n/.env.ü'],
  ])('GIVEN %s that is staged WHEN checked THEN it is refused', async (_, file) => {
    const repository = committed();
    repository.write({ [file]: `KEY=${canary}\n` });
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([`staged-values ${file}`]);
  });

  test.each(['.env.example', 'web/.env.local.sample', '.env.template', 'production.env', 'src/env.ts'])(
    'GIVEN %s that is staged WHEN checked THEN it passes',
    async (file) => {
      const repository = committed();
      repository.write({ [file]: 'KEY=\n' });
      repository.git('add', '--all');
      expect(await errorsOf(repository.folder)).toEqual([]);
    },
  );

  test.each([
    ['a section', 'config/local values.txt', section],
    [
      'a section in what is not UTF-8',
      'config/ü\n.txt',
      Buffer.concat([Buffer.from([0xff, 0x00, 0x0a]), Buffer.from(section)]),
    ],
    ['a JSON file', 'config/local.json', json],
    ['a file with a byte order mark', 'config/marked.txt', `\ufeff${section.replace('OWN=1\n', '')}`],
    ['a file that an editor saved as UTF-16', 'config/wide.txt', Buffer.from(`\ufeff${section}`, 'utf16le')],
    [
      'a file that begins so in UTF-16',
      'config/wide.txt',
      Buffer.from(`\ufeff${section.replace('OWN=1\n', '')}`, 'utf16le').swap16(),
    ],
  ])('GIVEN %s that sync wrote WHEN checked THEN it is refused', async (_, file, text) => {
    const repository = committed();
    mkdirSync(join(repository.folder, 'config'));
    writeFileSync(join(repository.folder, file), text);
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([`staged-values ${file}`]);
  });

  test('GIVEN a section that sync wrote WHEN it is reported THEN with its line, and without a value', async () => {
    const repository = committed();
    repository.write({ 'local.txt': section });
    repository.git('add', '--all');
    const { stdout } = await check(repository.folder);
    expect(stdout.replace(/\s+/g, ' ')).toContain('from line 2 on it holds values in plain text');
    expect(stdout).not.toContain(canary);
  });

  test('GIVEN such files in earlier commits WHEN they are left alone or removed THEN the commit passes', async () => {
    const repository = committed(
      new Map([...sound, ['.env', 'A=1\n'], ['web/.env', 'A=1\n'], ['local.txt', section]]),
    );
    repository.write({ '.env': null, 'README.md': 'hello\n' });
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([]);
  });

  test('GIVEN a file that is renamed WHEN checked THEN its new name counts', async () => {
    const repository = committed(new Map([...sound, ['.env', 'A=1\n'], ['settings', 'A=1\n']]));
    renameSync(join(repository.folder, '.env'), join(repository.folder, 'plain'));
    renameSync(join(repository.folder, 'settings'), join(repository.folder, '.env.old'));
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual(['staged-values .env.old']);
  });

  test('GIVEN a link, a submodule and a large binary file WHEN checked THEN they pass', async () => {
    const inner = new TestRepository(new Map([['.env', section]]));
    inner.commit('first');
    const repository = committed();
    repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', inner.folder, '.env.d');
    symlinkSync('.env.d/.env', join(repository.folder, '.env'));
    writeFileSync(join(repository.folder, 'film.bin'), Buffer.alloc(6 * 1024 * 1024, `${section}\0`));
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual([]);
  });

  test('GIVEN more files than are held at once WHEN checked THEN each is looked at', async () => {
    const repository = committed();
    mkdirSync(join(repository.folder, 'big'));
    for (let at = 0; at < 20; at += 1) {
      const filler = Buffer.alloc(4 * 1024 * 1024, `${at} `);
      writeFileSync(
        join(repository.folder, `big/${String(at).padStart(2, '0')}`),
        at === 19 ? Buffer.concat([filler, Buffer.from(`\n${section}`)]) : filler,
      );
    }
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder)).toEqual(['staged-values big/19']);
  });
});

describe('the index that a hook is told of', () => {
  /** Commits with a hook that notes down what git tells hooks, and how the check of it ends. */
  const commitWith = async (repository: TestRepository, ...args: string[]): Promise<NodeJS.ProcessEnv> => {
    const hooks = repository.git('rev-parse', '--path-format=absolute', '--git-path', 'hooks').trim();
    mkdirSync(hooks, { recursive: true });
    const copy = join(hooks, 'copied-index');
    // What git's own index of the moment was is gone when the commit has ended: it is copied, and stands beside it.
    writeFileSync(
      join(hooks, 'pre-commit'),
      `#!/bin/sh\necho "$GIT_INDEX_FILE" > "${hooks}/told"\ncp "$GIT_INDEX_FILE" "${copy}"\nexit 1\n`,
      { mode: 0o755 },
    );
    expect(() => repository.git('commit', '--quiet', '-m', 'x', ...args)).toThrow();
    return { ...path, GIT_INDEX_FILE: copy };
  };

  test.each([
    ['everything that changed', ['--all']],
    ['one path', ['environments/dev.yaml']],
  ])(
    'GIVEN %s is committed without being staged WHEN checked THEN what the commit takes in is',
    async (_, args) => {
      const repository = committed();
      repository.write({ 'environments/dev.yaml': leaking });
      const env = await commitWith(repository, ...args);
      expect(await errorsOf(repository.folder)).toEqual([]);
      expect(await errorsOf(repository.folder, { env })).toEqual(['plaintext-secret environments/dev.yaml']);
    },
  );

  test('GIVEN the index of another repository WHEN a workspace beside it is checked THEN by its own', async () => {
    const outer = committed(new Map([['.env', 'A=1\n']]));
    const repository = committed();
    const env = {
      ...path,
      GIT_INDEX_FILE: join(outer.folder, '.git/index'),
      GIT_DIR: join(outer.folder, '.git'),
    };
    expect(await errorsOf(repository.folder, { env })).toEqual([]);
    repository.write({ '.env': 'A=1\n' });
    repository.git('add', '--all');
    expect(await errorsOf(repository.folder, { env: { ...path, GIT_INDEX_FILE: '.git/index' } })).toEqual([
      'staged-values .env',
    ]);
  });

  test('GIVEN a linked work tree WHEN checked THEN its own index is', async () => {
    const repository = committed();
    const linked = folderOf(new Map());
    repository.git('worktree', 'add', '--quiet', join(linked, 'tree'));
    repository.write({ '.env': 'A=1\n' });
    repository.git('add', '--all');
    expect(await errorsOf(join(linked, 'tree'))).toEqual([]);
    // What a hook of another repository was told, which has gone on into this one.
    const env = { ...path, GIT_INDEX_FILE: '.git/index' };
    expect(await errorsOf(join(linked, 'tree'), { env })).toEqual([]);
    expect(await errorsOf(repository.folder)).toEqual(['staged-values .env']);
  });
});

describe('what cannot be checked', () => {
  test('GIVEN no repository WHEN checked THEN one sentence says so', async () => {
    expect(await check(folderOf(sound))).toEqual({
      code: 2,
      stdout: '',
      stderr: 'fanout: The workspace lies in no git repository, so nothing is staged: use fanout check.\n',
    });
  });

  test('GIVEN no git WHEN checked THEN one sentence says so', async () => {
    const { code, stderr } = await check(committed().folder, { env: { PATH: '' } });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^fanout: git is not installed.*\n$/)]);
  });

  test('GIVEN conflicts in the index WHEN checked THEN one sentence says what to do', async () => {
    const repository = committed();
    repository.git('switch', '--quiet', '--create', 'other');
    repository.write({ 'mappings/canonical.yaml': 'A:\n' });
    repository.commit('other');
    repository.git('switch', '--quiet', 'main');
    repository.write({ 'mappings/canonical.yaml': 'B:\n' });
    repository.commit('ours');
    expect(() =>
      execFileSync('git', ['merge', 'other'], { cwd: repository.folder, stdio: 'ignore' }),
    ).toThrow();
    const { code, stderr } = await check(repository.folder);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^fanout: The index of git cannot be committed.*conflicts.*\n$/),
    ]);
  });
});
