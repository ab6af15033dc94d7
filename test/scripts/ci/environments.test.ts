import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { removeFolders } from '../../support/cli';
import { workspaceTexts } from '../../support/workspace-builder';
import { Stage } from './stage';

/** Runs what is built: npm test builds first. */
const built = join(__dirname, '../../../dist/cli/fanout.js');
const state = (key: string) => ({ s3: { bucket: 'state', key, region: 'eu-central-1' } });
const github = { owner: 'my-org', ownerId: '1', repository: 'my-infra', repositoryId: '2' };
const files = (access: object, values: object = { URL: 'https://x.example' }): ReadonlyMap<string, string> =>
  workspaceTexts({
    manifest: { access },
    canonical: { URL: { kind: 'config' } },
    environments: {
      local: { values: { URL: 'x' } },
      acceptance: { protected: true, account: '210987654321', backend: state('acceptance'), values },
      dev: { backend: state('dev'), values: { URL: 'x' } },
    },
  });

function stageOf(texts: ReadonlyMap<string, string>): Stage {
  // Asked for by the name of the package, as in a repository that has installed it.
  const stage = new Stage().program('npx', `shift 2; exec '${process.execPath}' '${built}' "$@"`);
  for (const [file, text] of texts) stage.write(file, text);
  return stage;
}

const role = (account: string, name: string): string =>
  `arn:aws:iam::${account}:role/fanout/shop/shop.${name}`;
const dev = {
  environment: 'dev',
  protected: false,
  account: '123456789012',
  region: 'eu-central-1',
  planRole: role('123456789012', 'ci-plan.123456789012'),
  deployRole: role('123456789012', 'ci-deploy.dev'),
};
const acceptance = {
  environment: 'acceptance',
  protected: true,
  account: '210987654321',
  region: 'eu-central-1',
  planRole: role('210987654321', 'ci-plan.210987654321'),
  deployRole: role('210987654321', 'ci-deploy.acceptance'),
};

afterAll(removeFolders);

describe('environments.cjs', () => {
  const list = (stage: Stage, ...args: string[]) => stage.run('environments.cjs', args);

  test('GIVEN a workspace with two accounts WHEN listed THEN with the roles of each, unprotected ones first', () => {
    const { code, stdout, stderr } = list(stageOf(files({ github })));
    expect([code, JSON.parse(stdout)]).toEqual([0, [dev, acceptance]]);
    expect(stderr).toContain('::notice::local keeps its state in a local file, so no workflow deploys it\n');
  });

  test('GIVEN no repository that may deploy WHEN listed THEN there is none', () => {
    expect(list(stageOf(files({})))).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('GIVEN an environment that is not in order WHEN listed THEN it is there all the same', () => {
    const { code, stdout } = list(stageOf(files({ github }, {})));
    expect([code, JSON.parse(stdout)]).toEqual([0, [dev, acceptance]]);
  });

  test('GIVEN an environment and a bucket of it WHEN asked for THEN that one is there', () => {
    const { code, stdout } = list(stageOf(files({ github })), 'acceptance', 'api');
    expect([code, JSON.parse(stdout)]).toEqual([0, [acceptance]]);
  });

  test.each([
    [['nowhere', 'api'], 'there is no such environment, or none that workflows deploy'],
    [['local', 'api'], 'there is no such environment, or none that workflows deploy'],
    [['acceptance', 'nothing'], 'there is no such bucket in this environment'],
    [['acceptance', '__proto__'], 'there is no such bucket in this environment'],
    [['acceptance'], 'there is no such bucket in this environment'],
  ])('GIVEN %j WHEN asked for THEN it is an error that repeats nothing', (args, message) => {
    const { code, stdout, stderr } = list(stageOf(files({ github })), ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`::error::${message}\n`);
  });

  test('GIVEN no workspace WHEN listed THEN it is an error', () => {
    expect(list(stageOf(new Map()))).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('synthesize.cjs', () => {
  const outputs = (stage: Stage): Record<string, string> =>
    Object.fromEntries(
      (stage.read('output') ?? '')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s)),
    );

  test('GIVEN one environment that is not in order WHEN synthesized THEN the other is packed with its digest', () => {
    const stage = stageOf(files({ github }, {})).write('cdktf.out/stacks/acceptance/stale', 'x');
    expect(stage.run('synthesize.cjs', ['handover']).code).toBe(0);
    const { environments = '', 'left-out': leftOut } = outputs(stage);
    expect(leftOut).toBe('acceptance');
    const [packed, ...others] = JSON.parse(environments) as (typeof dev & { digest: string })[];
    expect([packed, others]).toEqual([{ ...dev, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }, []]);

    const next = new Stage();
    const taken = next.run('take-over.sh', [join(stage.folder, 'handover/dev.tar'), packed?.digest ?? '']);
    expect(taken.code).toBe(0);
    expect(next.read('cdktf.out/stacks/dev/cdk.tf.json')).toContain('aws_secretsmanager_secret');
    expect(next.read('cdktf.out/manifest.json')).toContain('"dev"');
    expect(next.read('cdktf.out/stacks/acceptance/stale')).toBeUndefined();
  });

  test('GIVEN a debug log that is asked for WHEN synthesized THEN nothing is packed', () => {
    const stage = stageOf(files({ github }));
    expect(stage.run('synthesize.cjs', ['handover'], { TF_LOG: 'DEBUG' }).code).toBe(0);
    expect(outputs(stage)).toEqual({ environments: '[]', 'left-out': 'dev acceptance' });
  });
});

test('GIVEN the scripts THEN each shell script can be read, and stops at the first fault', () => {
  const listed = spawnSync('git', ['ls-files', 'scripts/ci/*.sh'], {
    cwd: join(__dirname, '../../..'),
    encoding: 'utf8',
  });
  const scripts = listed.stdout.trim().split('\n');
  expect(scripts.length).toBeGreaterThan(8);
  for (const script of scripts) {
    const path = join(__dirname, '../../..', script);
    expect(spawnSync('bash', ['-n', path]).status).toBe(0);
    expect(spawnSync('grep', ['-qx', 'set -euo pipefail', path]).status).toBe(0);
  }
});
