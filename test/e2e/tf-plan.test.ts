import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { toStackChange } from '../../src/commands/tf-plan/change';
import { openStack } from '../../src/terraform';
import { runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';
import { filesWith } from './support/search';

const canary = 'canary-a83e';
const reading = /^TrentService\.Decrypt$|^secretsmanager\.(?:BatchGet|Get)SecretValue$/;

describeReal('terraform’s plan in the words of fanout', (real) => {
  let repository: TestRepository;
  let proxy: AwsProxy;
  let ciphertext = '';
  let printed = '';

  /** Writes the workspace as it is but for what is said. */
  const write = (
    options: { level?: string; buckets?: object; description?: string; access?: object } = {},
  ): void => {
    const { level = 'info', buckets = {}, description = 'everything', access = {} } = options;
    repository.write({
      'fanout.yaml': stringify({
        project: 'shop',
        secretName: '{bucket}-secrets-{environment}',
        buckets: {
          api: { description, include: [{ originals: true }] },
          worker: { include: [{ originals: true, only: ['TOKEN'] }] },
          ...buckets,
        },
        access: {
          services: {
            api: {
              buckets: ['api'],
              ecs: { cluster: 'shop-{environment}', family: 'shop-api', repositories: ['shop/*'] },
            },
          },
          ...access,
        },
      }),
      'mappings/canonical.yaml': stringify({ LEVEL: { kind: 'config' }, TOKEN: null }),
      'environments/dev.yaml': stringify({
        environment: 'dev',
        protected: false,
        account: real().account,
        region: 'us-east-1',
        values: { LEVEL: level, TOKEN: { kms: ciphertext } },
      }),
    });
  };
  const env = (endpoint = proxy.endpoint) => ({ ...real().env, AWS_ENDPOINT_URL: endpoint });
  const fanout = async (...argv: string[]) => {
    const ran = await runCli(argv, { cwd: repository.folder, env: env() });
    printed += ran.stdout + ran.stderr;
    return ran;
  };
  const stack = (name = 'dev'): string => join(repository.folder, 'cdktf.out/stacks', name);
  const deploy = async (name = 'dev'): Promise<void> => {
    const synthesized = await fanout('synth', name);
    if (synthesized.code !== 0) throw new Error(synthesized.stdout);
    await real().init(stack(name));
    const { code, output } = await real().terraform(stack(name), ['apply', '-auto-approve', '-input=false']);
    if (code !== 0) throw new Error(output);
  };
  /** What the edge says of a plan with every right. */
  const fullPlan = async () => {
    const opened = await openStack({ folder: stack(), name: 'dev', env: env(real().endpoint) });
    const { changes } = await opened.plan({ planOnly: false, refresh: false });
    return changes.filter(({ action }) => action !== 'none').map((change) => toStackChange(change, changes));
  };

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    repository = new TestRepository();
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    const { CiphertextBlob } = await real().aws('TrentService.Encrypt', {
      KeyId: 'alias/shop/dev',
      Plaintext: Buffer.from(canary).toString('base64'),
      EncryptionContext: { project: 'shop', environment: 'dev', name: 'TOKEN' },
    });
    ciphertext = CiphertextBlob as string;
    write();
    repository.write({ '.gitignore': 'cdktf.out/\n*.tfstate*\n' });
    repository.commit('deployed');
    await deploy();
  });
  afterAll(() => proxy?.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse((operation) => reading.test(operation));
  });

  test('GIVEN a change and no right to read WHEN planned THEN it is as foretold, with the actions of a full plan', async () => {
    const buckets = { fresh: { include: [{ originals: true, only: ['LEVEL'] }] } };
    write({ level: 'warn', description: 'all of it', buckets });
    const { code, stdout } = await fanout(
      'tf-plan',
      'dev',
      '--no-refresh',
      '--exit-code',
      '--format',
      'json',
    );
    expect([code, JSON.parse(stdout).plan.deviations]).toEqual([3, []]);
    expect(proxy.calls.length).toBeGreaterThan(0);
    expect(proxy.calls.filter((call) => reading.test(call))).toEqual([]);

    const { changes } = JSON.parse(stdout).plan as {
      changes: { address: string; deed: string; name: string }[];
    };
    expect(changes.map(({ name, deed }) => `${name} ${deed}`)).toEqual([
      'api-secrets-dev changed',
      'fresh-secrets-dev created',
      'api-secrets-dev new-version',
      'fresh-secrets-dev first-version',
    ]);
    expect(JSON.parse(stdout).plan.changes).toEqual(await fullPlan());
  });

  test('GIVEN a provider that reads values while it refreshes WHEN that is refused THEN one sentence says what to do', async () => {
    const { code, stderr } = await fanout('tf-plan', 'dev');
    if (code === 2)
      expect(stderr).toMatch(/^fanout: Before 6\.26 the AWS provider reads values .*--no-refresh\n$/);
    else expect(proxy.calls.filter((call) => reading.test(call))).toEqual([]);
  });

  test('GIVEN AWS was changed past Terraform WHEN planned THEN each is told, and 1', async () => {
    proxy.refuse(() => false);
    write();
    const { aws } = real();
    const SecretId = 'api-secrets-dev';
    await aws('secretsmanager.TagResource', { SecretId, Tags: [{ Key: 'Owner', Value: 'mallory' }] });
    await aws('secretsmanager.PutSecretValue', { SecretId, SecretString: canary });
    const { code, stdout } = await fanout('tf-plan', 'dev');
    expect(code).toBe(1);
    expect(stdout).toContain(`Not as foretold
  api-secrets-dev: changed outside of Terraform: tag Owner: nothing →
      mallory
  api-secrets-dev: its current version is not the one that Terraform wrote:
      somebody wrote another
`);
    expect(stdout).toContain('1 change in dev: 2 not as foretold\n');
  });

  test('GIVEN something else is deployed, and a bucket is taken away WHEN planned THEN both, what destroys values first', async () => {
    write({ level: 'debug' });
    repository.commit('not deployed');
    write({ level: 'warn', buckets: { worker: undefined } });
    const { code, stdout } = await fanout('tf-plan', 'dev', '--no-refresh');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /VALUES ARE DESTROYED\n {2}worker-secrets-dev: destroyed, with every value in it\n/,
    );
    expect(stdout).toMatch(/Not as foretold\n {2}api-secrets-dev: something else is deployed than the base:/);
    expect(stdout).toContain('3 changes in dev: 1 destroys values and 1 not as foretold\n');
  });

  test('nothing that was written or printed in all this holds a value, and nothing of a plan is left', () => {
    expect(printed).not.toContain(canary);
    expect(filesWith(repository.folder, canary)).toEqual([]);
    expect(readFileSync(join(stack(), 'cdk.tf.json'), 'utf8')).toContain(ciphertext);
  });
});
