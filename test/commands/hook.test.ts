import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookResult } from '../../src/commands/hook';
import { hookText, workspacesOf } from '../../src/init/hook/hook-text';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { workspaceTexts } from '../support/workspace-builder';

const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' };
const sound = workspaceTexts({
  manifest: { access: {} },
  canonical: { KEY: null },
  environments: { dev: { values: { KEY: null } } },
});

async function hook(cwd: string, ...args: string[]): Promise<HookResult & { code: number }> {
  const { code, stdout } = await runCli(['hook', ...args, '--format', 'json'], { cwd, env });
  return { ...(JSON.parse(stdout) as HookResult), code };
}

const hookOf = (repository: TestRepository): string => join(repository.folder, '.git/hooks/pre-commit');
const foreign = '#!/bin/sh\necho mine\n';

/** A stand-in that notes down with what it was called, and ends with 1 where the workspace holds a file `broken`. */
const fake = `#!/bin/sh
echo "$0 $*" >> .git/calls
for last do :; done
[ -e "$last/broken" ] && echo broken && exit 1
exit 0
`;

function placeFake(folder: string): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/.bin/fanout'), fake, { mode: 0o755 });
}

/** Commits everything but packages. */
function commit(repository: TestRepository): { readonly refused: boolean; readonly calls: string } {
  repository.git('add', '--all', '--', ':!node_modules', ':!*/node_modules');
  let refused = false;
  try {
    repository.git('commit', '--quiet', '--allow-empty', '-m', 'x');
  } catch {
    refused = true;
  }
  const calls = join(repository.folder, '.git/calls');
  return { refused, calls: existsSync(calls) ? readFileSync(calls, 'utf8') : '' };
}

afterAll(removeFolders);

describe('installing', () => {
  test('GIVEN a repository WHEN installed twice THEN there is an executable hook, and the second time nothing changes', async () => {
    const repository = new TestRepository(sound);
    const file = hookOf(repository);
    expect(await hook(repository.folder, 'install', '--dry-run')).toMatchObject({
      code: 0,
      status: 'dry-run',
    });
    expect(existsSync(file)).toBe(false);
    expect(await hook(repository.folder, 'install')).toEqual({
      code: 0,
      status: 'written',
      file,
      workspaces: ['.'],
      copy: null,
      refusal: null,
    });
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(await hook(repository.folder, 'install')).toMatchObject({ code: 0, status: 'unchanged' });
    chmodSync(file, 0o644);
    expect(await hook(repository.folder, 'install')).toMatchObject({ status: 'written' });
    expect(statSync(file).mode & 0o777).toBe(0o755);
  });

  test('GIVEN a hook of ours that is older WHEN installed THEN it is replaced', async () => {
    const repository = new TestRepository(sound);
    await hook(repository.folder, 'install');
    const text = readFileSync(hookOf(repository), 'utf8');
    writeFileSync(hookOf(repository), text.replace('report=', 'answer='));
    expect(await hook(repository.folder, 'install')).toMatchObject({ status: 'written', copy: null });
    expect(readFileSync(hookOf(repository), 'utf8')).toBe(text);
  });

  test('GIVEN a hook of others WHEN installed THEN it stays, and the line to add is shown', async () => {
    const repository = new TestRepository(sound);
    writeFileSync(hookOf(repository), foreign);
    const { code, stdout } = await runCli(['hook', 'install'], { cwd: repository.folder, env });
    expect(code).toBe(1);
    expect(stdout).toContain('\n  npx --no-install fanout check --staged || exit\n');
    expect(readFileSync(hookOf(repository), 'utf8')).toBe(foreign);
  });

  test('GIVEN a hook of others WHEN it is to be replaced THEN a copy is kept, which is never overwritten', async () => {
    const repository = new TestRepository(sound);
    writeFileSync(hookOf(repository), foreign);
    const copy = `${hookOf(repository)}.before-fanout`;
    expect(await hook(repository.folder, 'install', '--force')).toMatchObject({ status: 'written', copy });
    expect(readFileSync(copy, 'utf8')).toBe(foreign);
    writeFileSync(hookOf(repository), '#!/bin/sh\necho another\n');
    const { code, stderr } = await runCli(['hook', 'install', '--force'], { cwd: repository.folder, env });
    expect([code, stderr]).toEqual([2, expect.stringContaining('kept aside (EEXIST); nothing was changed')]);
    expect(readFileSync(hookOf(repository), 'utf8')).toContain('another');
    expect(readFileSync(copy, 'utf8')).toBe(foreign);
  });

  test('GIVEN two workspaces in one repository WHEN both are installed THEN one hook checks both, until each is taken out', async () => {
    const repository = new TestRepository(
      new Map(
        [...sound].flatMap(([file, text]) =>
          ['a', "it's b"].map((name) => [`${name}/${file}`, text] as const),
        ),
      ),
    );
    const [a, b] = ['a', "it's b"].map((name) => join(repository.folder, name)) as [string, string];
    await hook(a, 'install');
    expect(await hook(b, 'install')).toMatchObject({ workspaces: ['a', "it's b"] });
    expect(await hook(a, 'uninstall')).toMatchObject({ status: 'removed', workspaces: ["it's b"] });
    expect(await hook(a, 'uninstall')).toMatchObject({ status: 'unchanged' });
    expect(await hook(b, 'uninstall')).toMatchObject({ status: 'removed', workspaces: [] });
    const { stdout } = await runCli(['hook', 'uninstall'], { cwd: b, env });
    expect(stdout).toMatch(/^unchanged: there is no hook of fanout at .*pre-commit\n$/);
    expect(existsSync(hookOf(repository))).toBe(false);
  });

  test('GIVEN core.hooksPath in the repository WHEN installed from a sub-folder THEN the hook stands there', async () => {
    const repository = new TestRepository(
      new Map([...sound].map(([file, text]) => [`services/a/${file}`, text])),
    );
    repository.git('config', 'core.hooksPath', '.githooks');
    expect(await hook(join(repository.folder, 'services/a'), 'install')).toMatchObject({
      status: 'written',
      file: join(repository.folder, '.githooks/pre-commit'),
      workspaces: ['services/a'],
    });
  });

  test('GIVEN core.hooksPath outside of it WHEN installed THEN it is refused, unless it is wanted', async () => {
    const repository = new TestRepository(sound);
    const shared = folderOf(new Map());
    repository.git('config', 'core.hooksPath', shared);
    expect(await hook(repository.folder, 'install')).toMatchObject({
      code: 1,
      status: 'refused',
      refusal: { lines: [] },
    });
    expect(existsSync(join(shared, 'pre-commit'))).toBe(false);
    expect(await hook(repository.folder, 'install', '--force')).toMatchObject({ status: 'written' });
  });

  test('GIVEN the hooks of husky WHEN installed THEN it says where the line belongs, also with --force', async () => {
    const repository = new TestRepository(sound);
    repository.git('config', 'core.hooksPath', '.husky/_');
    const { refusal } = await hook(repository.folder, 'install', '--force');
    expect(refusal).toMatchObject({ remedy: 'Add this line to .husky/pre-commit:' });
  });

  test('GIVEN hooks that are switched off WHEN installed THEN one sentence says that it cannot be written', async () => {
    const repository = new TestRepository(sound);
    repository.git('config', 'core.hooksPath', '/dev/null');
    const { code, stderr } = await runCli(['hook', 'install', '--force'], { cwd: repository.folder, env });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^fanout: The hook cannot be .*ENOTDIR.*\n$/)]);
  });

  test('GIVEN a linked work tree WHEN installed there THEN the hook is that of the whole repository', async () => {
    const repository = new TestRepository(sound);
    repository.commit('first');
    const linked = join(folderOf(new Map()), 'tree');
    repository.git('worktree', 'add', '--quiet', linked);
    expect(await hook(linked, 'install')).toMatchObject({ status: 'written', file: hookOf(repository) });
  });

  test('GIVEN no repository WHEN installed THEN one sentence says so', async () => {
    expect(await runCli(['hook', 'install'], { cwd: folderOf(sound), env })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'fanout: The workspace lies in no git repository, so there are no hooks: run git init first.\n',
    });
  });
});

describe('the hook itself', () => {
  const inFolders = (...names: string[]): TestRepository =>
    new TestRepository(
      new Map(names.flatMap((name) => [...sound].map(([file, text]) => [`${name}/${file}`, text] as const))),
    );

  test('GIVEN packages at the root WHEN committed THEN the nearest fanout checks each workspace', async () => {
    const repository = inFolders('services/a b', 'c');
    placeFake(repository.folder);
    placeFake(join(repository.folder, 'c'));
    await hook(join(repository.folder, 'services/a b'), 'install');
    await hook(join(repository.folder, 'c'), 'install');
    expect(commit(repository)).toEqual({
      refused: false,
      calls:
        'c/node_modules/.bin/fanout check --staged --workspace c\n./node_modules/.bin/fanout check --staged --workspace services/a b\n',
    });
  });

  test.each(['a', 'b'])(
    'GIVEN two workspaces WHEN %s is not in order THEN the commit is refused',
    async (broken) => {
      const repository = inFolders('a', 'b');
      placeFake(repository.folder);
      await hook(join(repository.folder, 'a'), 'install');
      await hook(join(repository.folder, 'b'), 'install');
      repository.write({ [`${broken}/broken`]: '' });
      expect(commit(repository).refused).toBe(true);
    },
  );

  test('GIVEN a branch without the workspace WHEN committed THEN the files are looked at from the root', async () => {
    const repository = new TestRepository(new Map([['README.md', 'x']]));
    placeFake(repository.folder);
    writeFileSync(hookOf(repository), hookText(['gone'], null), { mode: 0o755 });
    expect(commit(repository)).toEqual({
      refused: false,
      calls: './node_modules/.bin/fanout check --staged --workspace .\n',
    });
  });

  test('GIVEN no fanout WHEN a workspace is there THEN the commit is refused, else it passes', async () => {
    const repository = new TestRepository(sound);
    await hook(repository.folder, 'install');
    expect(commit(repository).refused).toBe(true);
    const without = new TestRepository(new Map([['README.md', 'x']]));
    writeFileSync(hookOf(without), hookText(['.'], null), { mode: 0o755 });
    expect(commit(without).refused).toBe(false);
  });

  test('GIVEN no packages WHEN committed THEN the fanout that wrote the hook checks', async () => {
    const repository = inFolders('a', "it's b");
    const program = join(repository.folder, ".git/it's mine.js");
    writeFileSync(
      program,
      "require('node:fs').appendFileSync('.git/calls', process.argv.slice(2).join(' ') + '\\n'); process.exitCode = require('node:fs').existsSync('broken') ? 1 : 0",
    );
    writeFileSync(hookOf(repository), hookText(['a', "it's b"], program), { mode: 0o755 });
    expect(commit(repository)).toEqual({
      refused: false,
      calls: "check --staged --workspace a\ncheck --staged --workspace it's b\n",
    });
    repository.write({ broken: '' });
    expect(commit(repository).refused).toBe(true);
  });

  test('GIVEN hooks in the work tree WHEN installed THEN no path of this machine stands in what is committed', async () => {
    const repository = new TestRepository(sound);
    const writers = async (): Promise<string | undefined> =>
      /^writer=.*$/m.exec(readFileSync((await hook(repository.folder, 'install')).file, 'utf8'))?.[0];
    expect(await writers()).toMatch(/^writer='\/.*fanout\.js'$/);
    repository.git('config', 'core.hooksPath', '.githooks');
    expect(await writers()).toBe("writer=''");
  });

  /** Runs on what is built: npm test builds first. */
  test('GIVEN the real command WHEN everything is committed at once THEN what that commit takes in decides', async () => {
    const repository = new TestRepository(sound);
    const built = join(__dirname, '../../dist/cli/fanout.js');
    mkdirSync(join(repository.folder, 'node_modules/.bin'), { recursive: true });
    writeFileSync(
      join(repository.folder, 'node_modules/.bin/fanout'),
      `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
      { mode: 0o755 },
    );
    repository.write({ '.gitignore': 'node_modules\n' });
    await hook(repository.folder, 'install');
    repository.commit('first');
    const dev = sound.get('environments/dev.yaml') ?? '';
    repository.write({ 'environments/dev.yaml': dev.replace('KEY: null', 'KEY: plain-text') });
    expect(() => repository.git('commit', '--quiet', '--all', '-m', 'leak')).toThrow();
    expect(() => repository.git('commit', '--quiet', '-m', 'leak', 'environments/dev.yaml')).toThrow();
    repository.git('add', '--all');
    repository.write({ 'environments/dev.yaml': dev });
    expect(() => repository.git('commit', '--quiet', '-m', 'leak')).toThrow();
    // Staged in plain, and taken back by the very commit.
    repository.git('commit', '--quiet', '--allow-empty', '--all', '-m', 'calm');
  });
});

test.each([[['.']], [['a', 'b']], [["it's", 'a b', '$(x)', '`y`', '"z"']], [[]]])(
  'GIVEN the workspaces %j WHEN a hook is written for them THEN they can be read out of it again',
  (workspaces) => {
    expect(workspacesOf(hookText(workspaces, null))).toEqual(workspaces);
    expect(workspacesOf(foreign)).toBeUndefined();
  },
);
