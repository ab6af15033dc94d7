import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { workspaceTexts } from '../support/workspace-builder';
import { FakeTerraform } from '../terraform/fake-terraform';

const parts = {
  canonical: { LEVEL: { kind: 'config' } },
  environments: { dev: { values: { LEVEL: 'info' } } },
};
const entry = 'aws_secretsmanager_secret.api';
const row = (actions: readonly string[], before: object | null, after: object | null, address = entry) => {
  const [type, name] = address.split('.');
  return { address, mode: 'managed', type, name, change: { actions, before, after } };
};
const attributes = { name: 'shop/dev/api' };
const same = row(['no-op'], attributes, attributes);

const fakes: FakeTerraform[] = [];
afterAll(() => {
  removeFolders();
  for (const fake of fakes) fake.remove();
});

/** A repository with a workspace, and a terraform that answers with these changes. */
function given(...rows: readonly object[]) {
  const repository = new TestRepository(workspaceTexts(parts));
  repository.commit('first');
  const fake = new FakeTerraform({
    show: { stdout: JSON.stringify({ format_version: '1.2', resource_changes: rows }) },
  });
  fakes.push(fake);
  const tfPlan = (argv: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCli(['tf-plan', ...argv], { cwd: repository.folder, env: fake.env(env) });
  return { repository, fake, tfPlan };
}

describe('fanout tf-plan', () => {
  test('GIVEN nothing to do WHEN planned THEN 0; and terraform was asked without a right to read', async () => {
    const { tfPlan, fake } = given(same);
    const { code, stdout, stderr } = await tfPlan(['dev'], { TF_VAR_values: 'canary' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /\ncompared with [0-9a-f]{12} \(merge base with main\)\n\nno changes in dev, as foretold\n$/,
    );
    const plan = fake.calls().find(({ args }) => args[0] === 'plan');
    expect([plan?.env.TF_VAR_plan_only, plan?.env.TF_VAR_values]).toEqual(['true', undefined]);
    expect(plan?.args).not.toContain('-refresh=false');
  });

  test('GIVEN a change that the files foretell WHEN planned THEN 0, and 3 with --exit-code', async () => {
    const made = given(
      row(['update'], { ...attributes, description: 'a' }, { ...attributes, description: 'b' }),
      row(['no-op'], { secret_string_wo_version: 1 }, {}, 'aws_secretsmanager_secret_version.api'),
    );
    const described = (description: string) =>
      Object.fromEntries(
        workspaceTexts({ ...parts, buckets: { api: { include: [{ originals: true }], description } } }),
      );
    made.repository.write(described('a'));
    made.repository.commit('second');
    made.repository.write(described('b'));
    const { code, stdout } = await made.tfPlan(['dev']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('  shop/dev/api: description: a → b\n\n1 change in dev, as foretold\n'),
    ]);
    expect((await made.tfPlan(['dev', '--exit-code'])).code).toBe(3);
    expect((await made.tfPlan(['dev', '--base', 'HEAD^', '--exit-code'])).code).toBe(3);
  });

  test('GIVEN a change that nobody foretold WHEN planned THEN 1, and not without a comparison', async () => {
    const { tfPlan } = given(row(['update'], { ...attributes, description: 'a' }, attributes));
    const { code, stdout } = await tfPlan(['dev', '--exit-code']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('1 change in dev: 1 not as foretold\n')]);
    const alone = await tfPlan(['dev', '--no-base']);
    expect([alone.code, alone.stdout]).toEqual([0, expect.stringContaining('Not compared with a base.\n')]);
    expect((await tfPlan(['dev', '--no-base', '--exit-code'])).code).toBe(3);
  });

  test('GIVEN a first deploy that imports what is adopted WHEN planned THEN nothing counts as deployed before, and 0', async () => {
    const { change, ...entryRow } = same;
    const imports = { ...entryRow, change: { ...change, importing: { id: 'arn:1' } } };
    const { tfPlan } = given(imports, row(['create'], null, {}, 'aws_secretsmanager_secret.worker'));
    const { code, stdout } = await tfPlan(['dev']);
    expect(stdout).toContain('  shop/dev/api: imported\n');
    expect(stdout).toContain('Nothing of dev is in the state');
    expect(code).toBe(0);
  });

  test('GIVEN an entry that is destroyed WHEN planned THEN 1 in every format, even without a comparison', async () => {
    const { tfPlan } = given(row(['delete'], attributes, null));
    for (const format of ['text', 'json', 'markdown']) {
      const { code, stdout } = await tfPlan(['dev', '--no-base', '--format', format]);
      expect([code, stdout]).toEqual([
        1,
        expect.stringMatching(/VALUES ARE DESTROYED|"destroysValues": true/),
      ]);
    }
  });

  test('GIVEN --no-refresh WHEN planned THEN terraform believes its state', async () => {
    const { tfPlan, fake } = given(same);
    expect((await tfPlan(['dev', '--no-refresh'])).stdout).toContain('Without a refresh');
    expect(fake.calls().find(({ args }) => args[0] === 'plan')?.args).toContain('-refresh=false');
  });

  test.each([
    ['cannot be read', 'mappings/canonical.yaml', '{'],
    ['cannot be synthesized', 'environments/dev.yaml', 'values: {}'],
  ])('GIVEN a base that %s WHEN planned THEN it says so, and compares nothing', async (_, file, text) => {
    const { repository, tfPlan } = given(row(['update'], { ...attributes, description: 'a' }, attributes));
    const before = workspaceTexts(parts).get(file) ?? '';
    repository.write({ [file]: text === '{' ? text : before.replace(/values:.*$/s, text) });
    repository.commit('broken');
    repository.write({ [file]: before });
    const { code, stdout } = await tfPlan(['dev']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing can be foretold from it')]);
  });

  test('GIVEN a base without a workspace WHEN something is deployed THEN it was there before it was foretold', async () => {
    const { fake } = given(row(['update'], { ...attributes, description: 'a' }, attributes));
    const repository = new TestRepository(new Map([['README.md', '']]));
    repository.commit('first');
    repository.write(Object.fromEntries(workspaceTexts(parts)));
    const { code, stdout } = await runCli(['tf-plan', 'dev'], { cwd: repository.folder, env: fake.env() });
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('it is deployed already, and the base does not have it'),
    ]);
  });

  test('GIVEN an entry that is taken in from AWS WHEN planned THEN that is a change', async () => {
    const { tfPlan } = given({ ...same, change: { ...same.change, importing: { id: 'arn' } } });
    const { code, stdout } = await tfPlan(['dev', '--no-base', '--exit-code']);
    expect([code, stdout]).toEqual([3, expect.stringContaining('  shop/dev/api: imported\n')]);
  });

  test('GIVEN a base without the environment WHEN nothing of it is deployed THEN everything is as foretold', async () => {
    const { repository, tfPlan } = given(
      row(['create'], null, attributes),
      row(['create'], null, {}, 'aws_secretsmanager_secret_version.api'),
    );
    repository.write({
      'environments/new.yaml': (workspaceTexts(parts).get('environments/dev.yaml') ?? '').replace(
        'environment: dev',
        'environment: new',
      ),
    });
    const { code, stdout } = await tfPlan(['new']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing of new is in the state')]);
  });

  test('GIVEN errors in the files WHEN planned THEN 1, and terraform is not started', async () => {
    const { repository, tfPlan, fake } = given(same);
    repository.write({ 'mappings/canonical.yaml': '{' });
    const { code, stdout } = await tfPlan(['dev']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('yaml-syntax')]);
    expect(existsSync(join(fake.root, 'calls'))).toBe(false);
  });

  test('GIVEN a debug log WHEN planned THEN 1, and terraform is not started', async () => {
    const { tfPlan, fake } = given(same);
    const { code, stdout } = await tfPlan(['dev'], { TF_LOG: 'debug' });
    expect([code, stdout]).toEqual([1, expect.stringContaining('debug-log')]);
    expect(existsSync(join(fake.root, 'calls'))).toBe(false);
  });

  test.each<[readonly string[], RegExp]>([
    [['dve'], /^fanout: There is no environment "dve"\. Did you mean "dev"\?\n$/],
    [
      ['foundation-123456789013'],
      /^fanout: There is no stack foundation-123456789013\. The foundation is foundation: name one of them\.\n$/,
    ],
    [
      ['dev', '--base', 'nowhere'],
      /^fanout: There is no commit "nowhere" in this repository\. Is it fetched\?\n$/,
    ],
    [['dev', '--base', '--x'], /can be no base/],
    [['dev', '--format', 'sarif'], /has no format sarif/],
    [[], /missing required argument/],
  ])('GIVEN %j WHEN planned THEN 2, in one sentence', async (argv, says) => {
    const { tfPlan, fake } = given(same);
    const { code, stderr } = await tfPlan(argv);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(existsSync(join(fake.root, 'calls'))).toBe(false);
  });

  test('GIVEN no repository WHEN planned THEN 2, and how to go without one', async () => {
    const { fake } = given(same);
    const cwd = folderOf(workspaceTexts(parts));
    const run = (...argv: string[]) => runCli(['tf-plan', 'dev', ...argv], { cwd, env: fake.env() });
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([2, expect.stringMatching(/lies in no git repository.*--no-base\n$/s)]);
    expect((await run('--no-base')).code).toBe(0);
  });

  test('GIVEN a terminal WHEN planned THEN it says what it is doing, and nowhere else', async () => {
    const { repository, fake } = given(same);
    const options = { cwd: repository.folder, env: fake.env(), isTTY: true };
    expect((await runCli(['tf-plan', 'dev', '--no-color'], options)).stderr).toBe(
      'dev: setting up the backend and the provider …\ndev: planning …\ndev: reading the plan …\n',
    );
  });

  test('GIVEN a workspace in a folder of its repository WHEN planned THEN it is compared there', async () => {
    const { fake } = given(same);
    const repository = new TestRepository();
    const cwd = join(repository.folder, 'infra/secrets');
    for (const [file, text] of workspaceTexts(parts)) {
      mkdirSync(join(cwd, file, '..'), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    repository.commit('first');
    const { code, stdout } = await runCli(['tf-plan', 'dev'], { cwd, env: fake.env() });
    expect([code, stdout]).toEqual([0, expect.stringContaining('as foretold')]);
  });
});
