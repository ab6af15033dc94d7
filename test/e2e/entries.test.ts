// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates are what is hostile here
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FanOutPlan, ValueSource } from '../../src/plan/plan';
import { applyFilters, filters } from '../../src/plan/template';
import { hostileTexts } from '../support/hostile-texts';
import { type BucketSpec, buildKey, buildPlan } from '../support/plan-builder';
import { encrypt } from './support/encrypt';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';
import { filesWith, unzipped } from './support/search';
import { Deployment } from './support/stack';

const canary = 'canary-4f1d9b';
const upstream = { 'a "key" ${x}': 'from ${upstream}', n: 1 };

/** What each secret is set to. */
const plaintexts: Record<string, string> = {
  ...Object.fromEntries(hostileTexts.filter((text) => text !== '').map((text, at) => [`SECRET_${at}`, text])),
  CANARY: canary,
  UPSTREAM_KEY: 'from ${upstream}',
  UPSTREAM_NUMBER: '1',
  UPSTREAM_TEXT: JSON.stringify(upstream),
  PARAMETER: 'slash %{x}',
  PARAMETER_PLAIN: 'plain',
  HANDED_IN: 'handed ${in}',
};
const names = Object.keys(plaintexts);
const literals = Object.fromEntries(hostileTexts.map((text, at) => [`L${at}`, text]));

/** A `${` in it has to be doubled: Terraform reads it as an expression of its own language. */
const handedIn = { TF_VAR_values: JSON.stringify({ HANDED_IN: 'handed $${in}' }) };

const references: Record<string, ValueSource> = {
  CONFIG: { kind: 'config', value: 'a${b}$' },
  UPSTREAM_KEY: { kind: 'secretsManager', id: 'upstream/json', key: 'a "key" ${x}', revision: 1 },
  UPSTREAM_NUMBER: { kind: 'secretsManager', id: 'upstream/json', key: 'n', revision: 1 },
  UPSTREAM_TEXT: { kind: 'secretsManager', id: 'upstream/json', revision: 1 },
  PARAMETER: { kind: 'ssm', parameter: '/with/slash', revision: 1 },
  PARAMETER_PLAIN: { kind: 'ssm', parameter: 'plain', revision: 1 },
  HANDED_IN: { kind: 'variable', revision: 1 },
};

const firstBuckets: Record<string, BucketSpec> = {
  api: { version: 1, targets: Object.fromEntries(names.map((name) => [name, { secret: name }])) },
  literals: { version: 2 ** 48 - 1, targets: literals, description: 'costs ${x}, %{y} and "z" \\' },
  templates: {
    version: 3,
    targets: Object.fromEntries(
      names.flatMap((name) =>
        filters.map((filter) => [`${name}_${filter}`, { template: `$${'{{'}{CONFIG}{${name}:${filter}}$` }]),
      ),
    ),
  },
  fresh: { status: 'new', targets: { TOKEN: { secret: 'CANARY' } } },
};

describeReal('entries in real Secrets Manager', (real) => {
  let deployment: Deployment;
  let proxy: AwsProxy;
  let sources: Record<string, ValueSource> = references;
  let stateBefore: unknown;

  const planOf = (changed: Record<string, BucketSpec> = {}): FanOutPlan =>
    buildPlan({ dev: { sources, buckets: { ...firstBuckets, ...changed } } });
  const read = (bucket: string, stage = 'AWSCURRENT') =>
    real().aws('secretsmanager.GetSecretValue', { SecretId: `${bucket}-secrets-dev`, VersionStage: stage });
  const entry = async (bucket: string): Promise<unknown> =>
    JSON.parse((await read(bucket)).SecretString as string);
  /** The resources in the state; what else is in it changes with every run. */
  const state = (): unknown => {
    const text = readFileSync(join(deployment.root, 'terraform.dev.tfstate'), 'utf8');
    const { resources } = JSON.parse(text) as { resources: { instances: { attributes: unknown }[] }[] };
    return resources.map(({ instances, ...rest }) => ({
      ...rest,
      of: instances.map((each) => each.attributes),
    }));
  };
  const throughProxy = () => ({ env: { AWS_ENDPOINT_URL: proxy.endpoint } });
  /** What a saved plan would do to each resource. */
  const changes = async (file: string): Promise<unknown> => {
    const { stdout } = await deployment.terraform('dev', ['show', '-json', file]);
    const shown = JSON.parse(stdout) as {
      resource_changes: { address: string; change: { actions: unknown } }[];
    };
    return shown.resource_changes.map(({ address, change }) => ({ address, actions: change.actions }));
  };

  beforeAll(async () => {
    deployment = new Deployment(real());
    proxy = await startProxy(real().endpoint);
  });
  afterAll(() => proxy?.stop());

  test('GIVEN no foundation WHEN an environment is planned THEN the error says that it comes first', async () => {
    deployment.synthesize(buildPlan({ dev: { buckets: { literals: firstBuckets.literals as BucketSpec } } }));
    const { code, output } = await deployment.plan('dev');
    expect(code).toBe(1);
    expect(output.match(/Error: /g)).toHaveLength(1);
    expect(output).toContain('alias/my-app/dev');
    expect(output).toContain('data.aws_kms_alias.key_of_the_foundation_stack_which_is_deployed_first');
  });

  test('GIVEN hostile values of every kind WHEN deployed THEN each entry holds exactly them', async () => {
    deployment.synthesize(buildPlan({}, { foundation: { retired: [], keys: [buildKey('dev')] } }));
    await deployment.deploy('foundation');
    const { aws } = real();
    for (const name of names.filter((each) => references[each] === undefined)) {
      const text = plaintexts[name] as string;
      sources = { ...sources, [name]: await encrypt(aws, text, { environment: 'dev', name }) };
    }
    await aws('secretsmanager.CreateSecret', {
      Name: 'upstream/json',
      SecretString: JSON.stringify(upstream),
    });
    await aws('AmazonSSM.PutParameter', { Name: '/with/slash', Value: 'slash %{x}', Type: 'SecureString' });
    await aws('AmazonSSM.PutParameter', { Name: 'plain', Value: 'plain', Type: 'String' });

    deployment.synthesize(planOf());
    const { output } = await deployment.deploy('dev', { env: handedIn });

    expect(await entry('api')).toEqual(plaintexts);
    expect(await entry('literals')).toEqual(literals);
    const filtered = Object.entries(plaintexts).flatMap(([name, text]) =>
      filters.map((filter) => [`${name}_${filter}`, `${'${'}a${'${b}'}$${applyFilters(text, [filter])}$`]),
    );
    expect(await entry('templates')).toEqual(Object.fromEntries(filtered));
    await expect(read('fresh')).rejects.toThrow('ResourceNotFoundException');
    const described = await aws('secretsmanager.DescribeSecret', { SecretId: 'literals-secrets-dev' });
    expect(described.Description).toBe(firstBuckets.literals?.description);
    expect(output).not.toContain(canary);
    expect(filesWith(deployment.root, canary)).toEqual([]);
  });

  test('GIVEN nothing edited THEN the plan is empty', async () => {
    expect((await deployment.plan('dev', [], { env: handedIn })).code).toBe(0);
  });

  test('GIVEN a variable that was not handed in THEN the plan fails and names it', async () => {
    const { code, output } = await deployment.plan('dev', ['-refresh=false']);
    expect(code).toBe(1);
    expect(output).toContain('HANDED_IN is missing');
  });

  describe('plan_only', () => {
    const decrypting = /^TrentService\.Decrypt$|^AmazonSSM\.GetParameter/;
    const writing = /\.(?:Create|Put|Update|Delete|Tag|Untag|Restore)/;
    const changed = {
      api: { ...firstBuckets.api, version: 11 } as BucketSpec,
      another: { version: 5, targets: { TOKEN: { secret: 'CANARY' } } },
    };

    test('GIVEN a role that may not decrypt THEN the resource changes are those of a full plan', async () => {
      deployment.synthesize(planOf(changed));
      expect((await deployment.plan('dev', ['-out=full.plan'], { env: handedIn })).code).toBe(2);
      proxy.calls.length = 0;
      proxy.refuse((operation) => decrypting.test(operation));
      const only = await deployment.plan('dev', ['-var=plan_only=true', '-out=only.plan'], {
        ...throughProxy(),
      });
      expect(only.code).toBe(2);
      expect(proxy.calls.length).toBeGreaterThan(0);
      expect(proxy.calls.filter((call) => decrypting.test(call))).toEqual([]);
      expect(await changes('only.plan')).toEqual(await changes('full.plan'));
      for (const file of ['full.plan', 'only.plan']) {
        const parts = unzipped(readFileSync(join(deployment.folder('dev'), file)));
        expect(parts.length).toBeGreaterThan(2);
        expect(parts.filter((part) => part.includes(canary))).toEqual([]);
      }
    });

    test.each([
      ['saved', ['only.plan']],
      ['new', ['-var=plan_only=true', '-auto-approve']],
    ])('WHEN a %s plan of that kind is applied THEN it is refused before any write', async (_, args) => {
      proxy.calls.length = 0;
      proxy.refuse(() => false);
      const before = state();
      const applied = await deployment.terraform('dev', ['apply', '-input=false', ...args], throughProxy());
      expect(applied.code).toBe(1);
      expect(applied.output).toContain('it cannot be applied');
      expect(proxy.calls.filter((call) => writing.test(call))).toEqual([]);
      expect(state()).toEqual(before);
    });
  });

  test('GIVEN a new version and a bucket that is new no more THEN only they are written, the old one stays', async () => {
    const before = await Promise.all(['api', 'literals', 'templates'].map((bucket) => read(bucket)));
    const { aws } = real();
    sources = {
      ...sources,
      SECRET_0: await encrypt(aws, 'rotated', { environment: 'dev', name: 'SECRET_0' }),
    };
    const fresh = { version: 6, targets: { TOKEN: { secret: 'CANARY' } } };
    deployment.synthesize(planOf({ api: { ...firstBuckets.api, version: 12 } as BucketSpec, fresh }));
    await deployment.deploy('dev', { env: handedIn });
    expect(await entry('api')).toEqual({ ...plaintexts, SECRET_0: 'rotated' });
    expect((await read('api', 'AWSPREVIOUS')).VersionId).toBe(before[0]?.VersionId);
    expect((await read('literals')).VersionId).toBe(before[1]?.VersionId);
    expect((await read('templates')).VersionId).toBe(before[2]?.VersionId);
    expect(await entry('fresh')).toEqual({ TOKEN: canary });
    stateBefore = state();
  });

  test('GIVEN a live bucket that is said to be new THEN Terraform refuses to let its version go', async () => {
    const fresh: BucketSpec = { status: 'new', targets: { TOKEN: { secret: 'CANARY' } } };
    deployment.synthesize(planOf({ api: { ...firstBuckets.api, version: 12 } as BucketSpec, fresh }));
    const { code, output } = await deployment.apply('dev', [], { env: handedIn });
    expect(code).toBe(1);
    expect(output).toContain('Instance cannot be destroyed');
    expect(output).toContain('aws_secretsmanager_secret_version.fresh');
    expect(state()).toEqual(stateBefore);
    expect(await entry('fresh')).toEqual({ TOKEN: canary });
  });
});
