import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openStack, TerraformFault } from '../../src/terraform';
import { startChild } from '../values/support/child';
import { type Answer, FakeTerraform, version } from './fake-terraform';

const canary = 'canary-77aa';
const fakes: FakeTerraform[] = [];
afterAll(() => {
  for (const fake of fakes) fake.remove();
});
const fakeOf = (answers: Readonly<Record<string, Answer>> = {}): FakeTerraform => {
  const fake = new FakeTerraform(answers);
  fakes.push(fake);
  return fake;
};
const open = (fake: FakeTerraform, env: NodeJS.ProcessEnv = {}) =>
  openStack({ folder: fake.folder, name: 'dev', env: fake.env(env) });
const emptyPlan = { stdout: '{"format_version":"1.2"}' };
const reading = { planOnly: true, refresh: true };
const diagnostic = (fields: Readonly<Record<string, unknown>>): Answer => ({
  code: 1,
  stdout: `Initializing…\n${JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', detail: '', ...fields } })}\n`,
});

describe('which terraform', () => {
  test.each(['1.10.9', '0.15.0'])('GIVEN version %s WHEN opened THEN it is refused', async (text) => {
    await expect(open(fakeOf({ version: version(text) }))).rejects.toThrow(/install 1\.11 or newer/);
  });

  test.each(['1.11.0', '1.20.3-rc1', '2.0.0'])(
    'GIVEN version %s WHEN opened THEN it is taken',
    async (text) => {
      await expect(open(fakeOf({ version: version(text) }))).resolves.toBeDefined();
    },
  );

  test('GIVEN something that is no terraform, or nothing WHEN opened THEN one sentence says so', async () => {
    await expect(open(fakeOf({ version: { stdout: 'v1' } }))).rejects.toThrow(/does not say which version/);
    await expect(open(fakeOf(), { TERRAFORM_BINARY_NAME: 'no-such-terraform' })).rejects.toThrow(
      /There is no program no-such-terraform/,
    );
  });

  test('GIVEN a folder that was not synthesized WHEN opened THEN it says what to run', async () => {
    const fake = fakeOf();
    rmSync(join(fake.folder, 'cdk.tf.json'));
    await expect(open(fake)).rejects.toThrow(/run fanout synth dev first/);
  });

  test.each(['TF_LOG', 'TF_LOG_PROVIDER_AWS'])(
    'GIVEN %s for debugging WHEN opened THEN terraform is not even started',
    async (name) => {
      const fake = fakeOf();
      await expect(open(fake, { [name]: 'TRACE' })).rejects.toThrow(name);
      expect(existsSync(join(fake.root, 'calls'))).toBe(false);
    },
  );
});

describe('how it is called', () => {
  test('GIVEN a stack WHEN planned twice and read THEN it is set up once, and the plan file is gone', async () => {
    const keepMode = `stat -c %a "$(dirname "$\{5#-out=}")" >> "$(dirname "$0")/modes"`;
    const fake = fakeOf({ plan: { does: keepMode }, show: emptyPlan, output: { stdout: '{}' } });
    const stack = await open(fake);
    await stack.plan(reading);
    await stack.plan({ planOnly: true, refresh: false });
    await stack.output();
    const calls = fake
      .calls()
      .map(({ args }) => args.map((arg) => arg.replace(/\/.*\/plan$/, 'FILE')).join(' '));
    expect(calls).toEqual([
      'version -json',
      'init -json -input=false',
      'plan -json -input=false -lock=false -out=FILE',
      'show -json FILE',
      'plan -json -input=false -lock=false -refresh=false -out=FILE',
      'show -json FILE',
      'output -json',
    ]);
    const files = fake.calls().flatMap(({ args }) => args.filter((arg) => arg.startsWith('-out=')));
    expect(files).toHaveLength(2);
    for (const file of files) expect(existsSync(dirname(file.slice('-out='.length)))).toBe(false);
    expect(readFileSync(join(fake.root, 'modes'), 'utf8').split('\n')[0]).toBe('700');
    expect(statSync(fake.folder).isDirectory()).toBe(true);
  });

  test('GIVEN values and arguments in the environment WHEN it reads THEN they are kept from it', async () => {
    const fake = fakeOf({ show: emptyPlan, output: { stdout: '{}' } });
    const stack = await open(fake, {
      TF_VAR_values: canary,
      TF_CLI_ARGS: '-x',
      TF_CLI_ARGS_plan: '-target=x',
      TF_CLI_ARGS_init: '-y',
    });
    await stack.plan(reading);
    await stack.output();
    await stack.plan({ planOnly: false, refresh: true });
    const calls = fake.calls();
    const seen = calls.map(({ args, env }) => [args[0], env.TF_VAR_plan_only, env.TF_VAR_values]);
    expect(seen.slice(1)).toEqual([
      ['init', 'true', undefined],
      ['plan', 'true', undefined],
      ['show', 'true', undefined],
      ['output', undefined, undefined],
      ['plan', 'false', canary],
      ['show', 'false', canary],
    ]);
    for (const { env } of calls) {
      expect([env.TF_CLI_ARGS, env.TF_CLI_ARGS_plan, env.TF_CLI_ARGS_init]).toEqual([
        undefined,
        undefined,
        '-y',
      ]);
      expect([env.TF_INPUT, env.NO_COLOR]).toEqual(['0', '1']);
    }
  });

  test('GIVEN nothing deployed yet WHEN its state is read THEN it is empty', async () => {
    const stack = await open(fakeOf({ state: { stdout: '' } }));
    expect(await stack.state()).toEqual([]);
  });

  test('GIVEN a state WHEN read THEN what it manages, and what is tainted', async () => {
    const resources = [
      { mode: 'data', type: 'aws_kms_alias', name: 'x', instances: [{ attributes: { arn: 'arn:d' } }] },
      { mode: 'managed', type: 'a', name: 'b', instances: [{ attributes: { arn: 'arn:b', more: canary } }] },
      {
        mode: 'managed',
        type: 'a',
        name: 'c',
        instances: [{ index_key: 0, status: 'tainted', attributes: {} }, { index_key: 'k' }],
      },
    ];
    const stack = await open(fakeOf({ state: { stdout: JSON.stringify({ version: 4, resources }) } }));
    expect(await stack.state()).toEqual([
      { address: 'a.b', tainted: false, arn: 'arn:b' },
      { address: 'a.c[0]', tainted: true, arn: null },
      { address: 'a.c["k"]', tainted: false, arn: null },
    ]);
  });

  test('GIVEN something else for a state WHEN read THEN it is refused', async () => {
    const stack = await open(fakeOf({ state: { stdout: '{"resources":1}' } }));
    await expect(stack.state()).rejects.toThrow('terraform printed a state that cannot be read');
  });

  test('GIVEN a wrapper that prints more WHEN anything is read THEN it says so, and quotes nothing', async () => {
    const stdout = '[command]/opt/terraform show canary\n{}';
    const stack = await open(fakeOf({ show: { stdout }, output: { stdout }, state: { stdout } }));
    for (const read of [() => stack.plan(reading), () => stack.output(), () => stack.state()]) {
      const reads = read();
      await expect(reads).rejects.toThrow(TerraformFault);
      await expect(reads).rejects.toThrow(/^terraform was asked for JSON .*terraform_wrapper: false/);
      await expect(reads).rejects.not.toThrow('canary');
    }
  });
});

describe('what it says', () => {
  test('GIVEN outputs of a deploy WHEN read THEN those of each entry', async () => {
    const entry = { name: 'api-dev', arn: 'arn:x', version_id: 'v1', fingerprint: 'ab', more: 1 };
    const value = { api: entry, fresh: { ...entry, version_id: null, fingerprint: null } };
    const stack = await open(
      fakeOf({ output: { stdout: JSON.stringify({ buckets: { value }, services: {} }) } }),
    );
    expect((await stack.output()).buckets).toEqual(
      new Map([
        ['api', { name: 'api-dev', arn: 'arn:x', versionId: 'v1', fingerprint: 'ab' }],
        ['fresh', { name: 'api-dev', arn: 'arn:x', versionId: null, fingerprint: null }],
      ]),
    );
    const empty = await open(fakeOf({ output: { stdout: '{}' } }));
    expect((await empty.output()).buckets).toBeNull();
    const strange = await open(fakeOf({ output: { stdout: '{"buckets":{"value":{"api":{}}}}' } }));
    await expect(strange.output()).rejects.toThrow(/not those of a stack of fanout/);
  });

  test.each<[what: string, fields: Readonly<Record<string, unknown>>, says: RegExp]>([
    [
      'no key',
      {
        summary: 'reading KMS Alias (alias/my-app/dev): empty result',
        address: 'data.aws_kms_alias.key_of_the_foundation_stack_which_is_deployed_first',
      },
      /^There is no key for dev yet: deploy the foundation stack first, with npx cdktf deploy foundation$/,
    ],
    [
      'no network for the provider',
      { summary: 'dial tcp: no such host', address: 'provider["registry.terraform.io/hashicorp/aws"]' },
      /^AWS could not be reached for dev: /,
    ],
    [
      'no right to look for the key',
      {
        summary: 'reading KMS Alias',
        detail: 'User: arn:aws:sts::1:x is not authorized to perform: kms:ListAliases on resource: *',
        address: 'data.aws_kms_alias.key_of_the_foundation_stack_which_is_deployed_first',
      },
      /^AWS does not allow terraform kms:ListAliases for /,
    ],
    [
      'credentials that have expired',
      {
        summary: 'Retrieving AWS account details',
        detail:
          'operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error ExpiredToken: The security token included in the request is expired',
      },
      /^Your AWS credentials have expired: log in again$/,
    ],
    [
      'credentials that AWS does not know',
      {
        summary: 'Retrieving AWS account details',
        detail:
          'operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error InvalidClientTokenId: The security token included in the request is invalid.',
      },
      /^There are no valid AWS credentials for dev: log in/,
    ],
    [
      'an entry that is to be deleted',
      {
        summary: 'reading Secrets Manager Secret Version (arn|v)',
        detail:
          "operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, api error InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
        address: 'aws_secretsmanager_secret_version.web',
      },
      /^What stands behind aws_secretsmanager_secret_version\.web is scheduled for deletion: run fanout doctor dev, which says how to restore it$/,
    ],
    [
      'a key that is to be deleted',
      { summary: 'reading KMS Key (alias/my-app/dev): PendingDeletion' },
      /^A key of dev cannot be used: run fanout doctor, which says why$/,
    ],
    [
      'a swapped ciphertext',
      {
        summary: 'decrypting',
        detail: 'InvalidCiphertextException: ',
        address: 'ephemeral.aws_kms_secrets.values_0[0]',
      },
      /^KMS does not open a ciphertext of dev \(in ephemeral\.aws_kms_secrets\.values_0\[0\]\)/,
    ],
    [
      'a missing value',
      {
        summary: 'Invalid value for variable',
        detail:
          'LEGACY_TOKEN is missing: hand it in through TF_VAR_values, as in {"LEGACY_TOKEN": "..."}.\n\nThis was checked by…',
      },
      /^LEGACY_TOKEN is missing: hand it in through TF_VAR_values, as in/,
    ],
    [
      'a lock',
      { summary: 'Error acquiring the state lock' },
      /^Somebody else is working with the state of dev/,
    ],
    [
      'another backend',
      { summary: 'Backend configuration changed' },
      /^The folder of dev was set up for another place/,
    ],
    [
      'no backend yet',
      { summary: 'Backend initialization required, please run "terraform init"' },
      /^The folder of dev was set up for another place/,
    ],
    [
      'an applied plan_only',
      { summary: 'Invalid value for variable', detail: '…: it cannot be applied. Plan again…' },
      /^The plan of dev was made with plan_only/,
    ],
    [
      'a protected version',
      {
        summary: 'Instance cannot be destroyed',
        detail: 'Resource aws_secretsmanager_secret_version.api has lifecycle.prevent_destroy set',
      },
      /^Terraform refuses to destroy aws_secretsmanager_secret_version\.api of dev, which holds values/,
    ],
    [
      'another account',
      { summary: 'AWS account ID not allowed: 999999999999' },
      /^Your AWS credentials are of another account/,
    ],
    [
      'anything else',
      { summary: 'So\u001bwhat', detail: 'a\n  b', address: 'x.y' },
      /^terraform says of dev \(x\.y\): So.*what a b$/,
    ],
  ])('GIVEN %s WHEN planned THEN one sentence says so', async (_, fields, says) => {
    const stack = await open(fakeOf({ plan: diagnostic(fields) }));
    const message = await stack.plan(reading).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message).toMatch(says);
    expect(message).not.toMatch(/[\p{Cc}]/u);
  });

  test('GIVEN the same of many resources WHEN planned THEN it is said once, with some of them', async () => {
    const denied = (type: string, at: number) => ({
      severity: 'error',
      summary: 'reading Secrets Manager Secret Version (arn|v)',
      detail: `operation error Secrets Manager: ${type}, https response error StatusCode: 400, api error AccessDeniedException: no`,
      address: `x.n${at}`,
    });
    const errors = Array.from({ length: 9 }, (_, at) => [
      denied('GetSecretValue', at),
      denied('DescribeSecret', at),
    ]);
    const stdout = errors
      .flat()
      .map((diagnostic) => JSON.stringify({ diagnostic }))
      .join('\n');
    const stack = await open(fakeOf({ plan: { code: 1, stdout } }));
    await expect(stack.plan(reading)).rejects.toThrow(
      'Before 6.26 the AWS provider reads values while it refreshes, and your role may not (x.n0, x.n1, x.n2 and 6 more): lock the provider to 6.26 or newer, or plan with --no-refresh. AWS does not allow terraform DescribeSecret for x.n0, x.n1, x.n2 and 6 more: use credentials of a role that may',
    );
  });

  test('GIVEN many different errors WHEN planned THEN some of them', async () => {
    const stdout = Array.from({ length: 9 }, (_, at) =>
      JSON.stringify({ diagnostic: { severity: 'error', summary: `fault ${at}` } }),
    ).join('\n');
    const stack = await open(fakeOf({ plan: { code: 1, stdout } }));
    await expect(stack.plan(reading)).rejects.toThrow(/fault 4\. And 4 more$/);
  });

  test('GIVEN values that cannot be read WHEN planned THEN nothing of them is quoted', async () => {
    const stack = await open(
      fakeOf({
        plan: diagnostic({
          summary: `Unsupported ${canary}`,
          detail: canary,
          range: { filename: '<value for var.values>' },
          snippet: { code: canary },
        }),
      }),
    );
    const failed = stack.plan({ planOnly: false, refresh: true });
    await expect(failed).rejects.toThrow(/^TF_VAR_values cannot be read/);
    await expect(failed).rejects.not.toThrow(canary);
  });

  test('GIVEN an error in words WHEN read THEN it is taken from its frame', async () => {
    const stderr = '╷\n│ Error: Failed to load state\n│ \n│ some reason\n╵\n';
    const stack = await open(fakeOf({ output: { code: 1, stderr } }));
    await expect(stack.output()).rejects.toThrow(/^terraform says of dev: Failed to load state some reason$/);
  });

  test('GIVEN a plan in a form of the future WHEN read THEN it is refused', async () => {
    const stack = await open(fakeOf({ show: { stdout: '{"format_version":"2.0"}' } }));
    await expect(stack.plan(reading)).rejects.toThrow(/form that fanout does not know/);
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'GIVEN a plan under way WHEN this process gets %s THEN terraform ends first, and nothing is left',
  async (signal) => {
    const fake = fakeOf({
      plan: {
        does: 'trap "echo interrupted > $(dirname $0)/trapped; exit 1" INT; touch "$(dirname $0)/started"; sleep 30 > /dev/null 2>&1 & wait',
      },
    });
    const child = startChild(join(__dirname, 'plan-once.ts'), [fake.folder], { env: fake.env() });
    while (!existsSync(join(fake.root, 'started'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.process.kill(signal);
    const { output } = await child.ended;
    expect(output).toBe('BrokenOff: Broken off; nothing has been changed\n');
    expect(readFileSync(join(fake.root, 'trapped'), 'utf8')).toBe('interrupted\n');
    const out = fake.calls().flatMap(({ args }) => args.filter((arg) => arg.startsWith('-out=')))[0] ?? '';
    expect(out).toMatch(/^-out=\/.*\/plan$/);
    expect(existsSync(dirname(out.slice('-out='.length)))).toBe(false);
  },
);

test('GIVEN a plan under way WHEN a terminal interrupts all of its processes THEN terraform hears it once', async () => {
  const note = 'trap "echo interrupted >> $(dirname $0)/trapped" INT; touch "$(dirname $0)/started"';
  const fake = fakeOf({
    plan: { does: `${note}; for each in 1 2 3 4 5; do sleep 0.1 > /dev/null 2>&1; done` },
  });
  const child = spawn(
    process.execPath,
    ['-r', join(__dirname, '../values/support/typescript.cjs'), join(__dirname, 'plan-once.ts'), fake.folder],
    { env: fake.env(), stdio: 'ignore', detached: true },
  );
  const ended = once(child, 'close');
  while (!existsSync(join(fake.root, 'started'))) await new Promise((resolve) => setTimeout(resolve, 20));
  process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
  await ended;
  expect(readFileSync(join(fake.root, 'trapped'), 'utf8')).toBe('interrupted\n');
});
