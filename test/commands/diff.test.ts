import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { diffOutput } from '../../src/views/diff-schema';
import { folderOf, type Ran, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';
import { ciphertext } from '../support/workspace-builder';

type DiffJson = z.infer<typeof diffOutput>;

const dev = richWorkspace.get('environments/dev.yaml') ?? '';
const rotated = (seed: string): string => dev.replace(ciphertext('dev'), ciphertext(seed));

async function diffOf(cwd: string, ...args: string[]): Promise<DiffJson & { code: number }> {
  const { code, stdout, stderr } = await runCli(['diff', '--format', 'json', ...args], { cwd });
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as DiffJson), code };
}

const kindsOf = ({ changes }: DiffJson): string[] =>
  changes.map((change) => `${change.kind} ${change.environments.join(',')}`);

const refused = ({ code, stdout, stderr }: Ran): string => {
  expect([code, stdout]).toEqual([2, '']);
  return stderr;
};

afterAll(removeFolders);

describe('the base', () => {
  test('GIVEN a branch WHEN compared THEN with its merge base, and not with where the default branch is now', async () => {
    const repository = new TestRepository(richWorkspace);
    const base = repository.commit('base');
    repository.git('switch', '--quiet', '--create', 'change');
    repository.write({ 'environments/dev.yaml': rotated('new') });
    repository.commit('rotate');
    repository.git('switch', '--quiet', 'main');
    repository.write({ 'mappings/late.yaml': 'DB_REGION: OTHER\n' });
    repository.commit('meanwhile');
    repository.git('switch', '--quiet', 'change');
    const diff = await diffOf(repository.folder);
    expect(diff.base).toMatchObject({ commit: base, ref: 'main', isMergeBase: true, state: 'planned' });
    expect(kindsOf(diff)).toEqual(['rotated dev,dev-alice']);
  });

  test('GIVEN files that are not committed WHEN compared with a tag THEN they count', async () => {
    const repository = new TestRepository(richWorkspace, 'trunk');
    repository.commit('base');
    repository.git('tag', 'v1');
    repository.write({ 'environments/dev.yaml': rotated('new') });
    expect(kindsOf(await diffOf(repository.folder, '--base', 'v1'))).toEqual(['rotated dev,dev-alice']);
  });

  test('GIVEN a remote whose default branch is known WHEN compared THEN with that one', async () => {
    const repository = new TestRepository(richWorkspace);
    const old = repository.commit('old');
    repository.git('update-ref', 'refs/remotes/origin/trunk', old);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    repository.write({ 'environments/dev.yaml': rotated('new') });
    repository.commit('new');
    expect((await diffOf(repository.folder)).base).toMatchObject({ commit: old, ref: 'origin/HEAD' });
  });

  test.each([
    ['a branch that is not there', 'nowhere', 'There is no commit "nowhere"'],
    ['an option', '--output=/x', '"--output=/x" can be no base'],
    ['a hyphen', '-', 'can be no base'],
    ['a file of a commit', 'HEAD:fanout.yaml', 'There is no commit'],
    ['nothing', '', 'The value of --base is empty'],
    ['control characters', 'a\u0000b\u001b[2J', 'can be no base'],
  ])('GIVEN %s as base WHEN compared THEN one sentence says so', async (_, ref, expected) => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    const stderr = refused(await runCli(['diff', `--base=${ref}`], { cwd: repository.folder }));
    expect(stderr).toContain(expected);
    expect(stderr).not.toContain('\u001b');
    expect(stderr).not.toContain('fetch-depth');
  });

  test('GIVEN a shallow clone WHEN the base is not in it THEN it says how to fetch it', async () => {
    const origin = new TestRepository(richWorkspace);
    const first = origin.commit('first');
    origin.git('switch', '--quiet', '--create', 'change');
    origin.commit('second');
    const clone = join(folderOf(new Map()), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${origin.folder}`, clone]);
    for (const args of [['diff'], ['diff', '--base', 'main'], ['diff', '--base', first]]) {
      // The branch that was cloned is the default one to the clone.
      execFileSync('git', ['remote', 'set-head', 'origin', '--delete'], { cwd: clone, stdio: 'ignore' });
      expect(refused(await runCli(args, { cwd: clone }))).toContain('fetch-depth: 0');
    }
  });

  test('GIVEN no repository, and one without a commit WHEN compared THEN one sentence says so', async () => {
    const cwd = folderOf(richWorkspace);
    expect(refused(await runCli(['diff'], { cwd }))).toContain('no git repository');
    const empty = new TestRepository(richWorkspace);
    expect(refused(await runCli(['diff'], { cwd: empty.folder }))).toContain('no commit yet');
  });

  test('GIVEN no git on the machine WHEN compared THEN one sentence says so', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    const env = { PATH: folderOf(new Map()) };
    expect(refused(await runCli(['diff'], { cwd: repository.folder, env }))).toContain(
      'git is not installed',
    );
  });

  test('GIVEN no branch that could be the default one WHEN compared THEN it asks for a base', async () => {
    const repository = new TestRepository(richWorkspace, 'trunk');
    repository.commit('base');
    expect(refused(await runCli(['diff'], { cwd: repository.folder }))).toContain('--base REF');
  });

  test('GIVEN variables of a hook of another repository WHEN compared THEN they lead nowhere else', async () => {
    const other = new TestRepository();
    other.commit('other');
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    const env = { PATH: process.env.PATH, GIT_DIR: join(other.folder, '.git'), GIT_WORK_TREE: other.folder };
    const { code, stdout } = await runCli(['diff'], { cwd: repository.folder, env });
    expect([code, stdout]).toEqual([0, expect.stringContaining('no changes')]);
  });
});

describe('what stands on the base', () => {
  test('GIVEN errors on the base WHEN compared THEN it says so, and this side is fine', async () => {
    const repository = new TestRepository(new Map(richWorkspace).set('mappings/late.yaml', 'NOWHERE: X\n'));
    repository.commit('base');
    repository.write({ 'mappings/late.yaml': richWorkspace.get('mappings/late.yaml') ?? '' });
    const diff = await diffOf(repository.folder);
    expect(diff.base?.state).toBe('faulty');
    expect(diff.base?.diagnostics).toContainEqual(expect.objectContaining({ code: 'unknown-name' }));
    expect([diff.code, diff.summary.errors]).toEqual([0, 0]);
    expect(diff.changes.length).toBeGreaterThan(0);
    const { stdout } = await runCli(['diff'], { cwd: repository.folder });
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /The base has \d errors itself \(such as [a-z-]+ in \S+:\d+\): /,
    );
  });

  test('GIVEN a base that cannot be read at all WHEN compared THEN this side is shown as new', async () => {
    const repository = new TestRepository(new Map(richWorkspace).set('fanout.yaml', 'a: [\n'));
    repository.commit('base');
    repository.write({ 'fanout.yaml': richWorkspace.get('fanout.yaml') ?? '' });
    const diff = await diffOf(repository.folder);
    expect(diff.base?.state).toBe('unreadable');
    expect(kindsOf(diff)).toContain('environment-added production');
  });

  test('GIVEN no workspace on the base WHEN compared THEN everything is new', async () => {
    const repository = new TestRepository();
    repository.commit('base');
    repository.write(Object.fromEntries(richWorkspace));
    const diff = await diffOf(repository.folder);
    expect([diff.base?.state, diff.code]).toEqual(['none', 0]);
    expect(kindsOf(diff)).toContain('environment-added dev');
  });

  test('GIVEN a workspace in a sub-folder of a monorepo WHEN compared THEN only its own files count', async () => {
    const nested = new Map([...richWorkspace].map(([file, text]) => [`apps/a b/ü/${file}`, text]));
    const repository = new TestRepository(
      nested.set('mappings/stray.txt', '').set('fanout.yaml', 'broken: ['),
    );
    repository.commit('base');
    repository.write({ 'apps/a b/ü/environments/dev.yaml': rotated('new') });
    const diff = await diffOf(join(repository.folder, 'apps/a b/ü'));
    expect(diff.base?.state).toBe('planned');
    expect(kindsOf(diff)).toEqual(['rotated dev,dev-alice']);
    const outside = await runCli(['diff', '--workspace', 'apps/a b/ü'], { cwd: repository.folder });
    expect(outside.stdout).toContain('DB_KEY rotated in dev and dev-alice');
  });

  test('GIVEN files that git holds otherwise than a disk does WHEN compared THEN they are judged as on the disk', async () => {
    const repository = new TestRepository(
      new Map(richWorkspace).set('mappings/deep/x.yaml', 'A: B\n').set('mappings/late.yml', ''),
    );
    symlinkSync('late.yaml', join(repository.folder, 'mappings/linked.yaml'));
    symlinkSync('../../outside.yaml', join(repository.folder, 'mappings/leaving.yaml'));
    repository.write({
      'environments/big.yaml': `# ${'x'.repeat(5 * 1024 * 1024)}\n`,
      'environments/nul.yaml': '\u0000',
    });
    repository.commit('base');
    const { base } = await diffOf(repository.folder, 'dev');
    const faults = base?.diagnostics
      .filter(({ code }) => code === 'unreadable-file')
      .map(({ message }) => message);
    expect(faults).toEqual([
      expect.stringContaining('larger than 5 MiB'),
      expect.stringContaining('NUL byte'),
      expect.stringContaining('"mappings/deep"'),
      expect.stringContaining('"mappings/late.yml"'),
      expect.stringContaining('"mappings/leaving.yaml" cannot be read: it is a symbolic link'),
    ]);
  });

  test('GIVEN this side that cannot be read WHEN compared THEN what is wrong is said, and nothing is compared', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    repository.write({ 'fanout.yaml': 'a: [\n' });
    expect(await diffOf(repository.folder)).toMatchObject({ code: 1, base: null, changes: [] });
  });
});

describe('what is said', () => {
  test('GIVEN a ciphertext of the history WHEN it comes back THEN with its day; a new one is a rotation', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('first', '2026-03-04');
    repository.write({ 'environments/dev.yaml': rotated('second') });
    repository.commit('second', '2026-05-06');
    repository.git('mv', 'environments/dev.yaml', 'environments/dev.yaml.moved');
    repository.git('mv', 'environments/dev.yaml.moved', 'environments/dev.yaml');
    repository.write({ 'environments/dev.yaml': dev });
    repository.commit('first again', '2026-06-07');
    repository.write({ 'environments/dev.yaml': rotated('third') });
    repository.commit('third', '2026-07-08');
    repository.write({ 'environments/dev.yaml': dev, '.gitattributes': '*.yaml binary\n' });
    expect((await diffOf(repository.folder)).changes).toEqual([
      expect.objectContaining({ kind: 'reverted', name: 'DB_KEY', since: '2026-06-07' }),
    ]);
    repository.write({ 'environments/dev.yaml': rotated('fourth') });
    expect(kindsOf(await diffOf(repository.folder))).toEqual(['rotated dev,dev-alice']);
  });

  test('GIVEN a renamed file of an environment WHEN compared THEN it is one change, and its ciphertexts are a fault', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    const renamed = (text: string) =>
      text
        .replaceAll('dev-alice', 'develop-alice')
        .replace(/\b(environment|extends): dev$/gm, '$1: develop')
        .replace('[dev,', '[develop,')
        .replace('[dev]', '[develop]');
    repository.write({
      'environments/dev.yaml': null,
      'environments/dev-alice.yaml': null,
      'environments/develop.yaml': renamed(dev),
      'mappings/canonical.yaml': renamed(richWorkspace.get('mappings/canonical.yaml') ?? ''),
    });
    const diff = await diffOf(repository.folder);
    expect(kindsOf(diff)).toContain('environment-renamed develop');
    expect([diff.code, diff.diagnostics.map(({ code }) => code)]).toEqual([
      1,
      expect.arrayContaining(['environment-mismatch']),
    ]);
  });

  test('GIVEN environments WHEN asked for THEN only they are compared, also one that is gone', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    repository.write({ 'environments/dev.yaml': rotated('new'), 'environments/dev-alice.yaml': null });
    expect(kindsOf(await diffOf(repository.folder, 'production'))).toEqual([]);
    expect(kindsOf(await diffOf(repository.folder, 'dev'))).toEqual(['rotated dev']);
    expect(kindsOf(await diffOf(repository.folder, 'dev', 'dev-alice'))).toEqual([
      'environment-removed dev-alice',
      'rotated dev',
    ]);
    expect(kindsOf(await diffOf(repository.folder, 'dev-alice'))).toEqual(['environment-removed dev-alice']);
    const mistyped = refused(await runCli(['diff', 'prodction'], { cwd: repository.folder }));
    expect(mistyped).toContain('Did you mean "production"?');
  });

  test('GIVEN changes, none and errors WHEN --exit-code THEN 3, 0 and 1', async () => {
    const repository = new TestRepository(richWorkspace);
    repository.commit('base');
    const code = async (...args: string[]) =>
      (await runCli(['diff', ...args], { cwd: repository.folder })).code;
    expect([await code(), await code('--exit-code')]).toEqual([0, 0]);
    repository.write({ 'environments/dev.yaml': rotated('new') });
    expect([await code(), await code('--exit-code')]).toEqual([0, 3]);
    repository.write({ 'mappings/late.yaml': 'NOWHERE: X\n' });
    expect([await code(), await code('--exit-code')]).toEqual([1, 1]);
  });

  test('GIVEN a new reader of an entry WHEN compared THEN who gains access comes first; taken away, who loses it', async () => {
    const manifest = richWorkspace.get('fanout.yaml') ?? '';
    const administrators =
      'administrators: ["arn:aws:iam::123456789012:role/platform", "arn:aws:iam::210987654321:role/platform"]';
    const without = `${manifest}access: { ${administrators} }\n`;
    const reader =
      '{ buckets: [api], environments: [dev], principals: ["arn:aws:iam::123456789012:role/agent"] }';
    const with_ = `${manifest}access: { ${administrators}, readers: { agents: ${reader} } }\n`;
    const repository = new TestRepository(new Map(richWorkspace).set('fanout.yaml', without));
    repository.commit('without');
    repository.write({ 'fanout.yaml': with_, 'environments/dev.yaml': rotated('new') });
    const gained = await diffOf(repository.folder);
    expect(gained.changes[0]).toMatchObject({
      kind: 'access-gained',
      weight: 'access',
      principal: expect.stringContaining('agents'),
      deeds: ['read'],
      environments: ['dev'],
      reach: [{ bucket: 'api', targets: [] }],
    });
    expect(kindsOf(gained)).toEqual(['access-gained dev', 'access-changed ', 'rotated dev,dev-alice']);
    expect(kindsOf(await diffOf(repository.folder, 'production'))).toEqual(['access-changed ']);
    repository.commit('with');
    repository.git('tag', 'v2');
    repository.write({ 'fanout.yaml': without });
    expect(kindsOf(await diffOf(repository.folder, '--base', 'v2'))).toEqual([
      'access-lost dev',
      'access-changed ',
    ]);
    const { stdout } = await runCli(['diff', '--base', 'v2'], { cwd: repository.folder });
    expect(stdout).toMatch(/agents\S* may no longer read in dev\n {6}→ api\n/);
  });

  test('GIVEN a secret in plain text on one of the sides WHEN compared THEN no format prints it', async () => {
    const canary = 'CaNaRy7f3a';
    const repository = new TestRepository(
      new Map(richWorkspace).set(
        'environments/dev.yaml',
        dev.replace('URL: db.dev.example.com', `URL: https://app:${canary}@db.example.com`),
      ),
    );
    repository.commit('base');
    const leaks = dev
      .replace(/DB_KEY: .*/, `DB_KEY: ${canary}`)
      .replace('ONLY_DEV:', `ONLY_DEV: { kms: ${canary} }`);
    for (const files of [{ 'environments/dev.yaml': dev }, { 'environments/dev.yaml': leaks }]) {
      repository.write(files);
      for (const format of ['text', 'json', 'markdown']) {
        const { stdout, stderr } = await runCli(['diff', '--format', format], { cwd: repository.folder });
        expect(stdout).not.toBe('');
        expect(stdout + stderr).not.toContain(canary);
        for (const seed of ['dev', 'production']) expect(stdout).not.toContain(ciphertext(seed).slice(0, 60));
      }
    }
  });
});
