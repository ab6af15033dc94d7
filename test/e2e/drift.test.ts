import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ran, runCli } from '../support/cli';
import { workspaceTexts } from '../support/workspace-builder';
import { encrypt } from './support/encrypt';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const region = 'us-east-1';
const project = 'my-app';
const canary = 'canary-5d1f';
const account = '123456789012';
/** Each is changed in its own way; what nobody touches is `calm`. */
const buckets = [
  'calm',
  'deleted',
  'described',
  'filled',
  'opened',
  'rekeyed',
  'replaced',
  'replicated',
  'rewritten',
  'rolled',
  'rotated',
  'scheduled',
  'tagged',
  'unlabelled',
];
/** Saves asking terraform, where that is not the point. */
const fromFile = ['--outputs', 'outputs.json'];
const nameOf = (bucket: string): string => `${project}/dev/${bucket}`;

interface Report {
  readonly summary: { readonly findings: number; readonly pending: number };
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly pending: readonly Readonly<Record<string, unknown>>[];
  readonly environments: readonly Readonly<Record<string, unknown>>[];
}

describeReal('drift, against what is deployed', (real) => {
  let proxy: AwsProxy;
  let workspace = '';
  let stack = '';
  const before = { ...process.env };

  const write = (files: ReadonlyMap<string, string>): void => {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(workspace, file)), { recursive: true });
      writeFileSync(join(workspace, file), text);
    }
  };
  const fanout = (...argv: string[]): Promise<Ran> => runCli(argv, { cwd: workspace, env: process.env });
  const report = async (...argv: string[]): Promise<Report & { readonly code: number }> => {
    const { code, stdout, stderr } = await fanout('drift', ...argv, '--format', 'json');
    expect(stderr).toBe('');
    expect(stdout).not.toContain(canary);
    return { code, ...(JSON.parse(stdout) as Report) };
  };
  const secrets = (operation: string, body: object) => real().aws(`secretsmanager.${operation}`, { ...body });
  const versionsOf = async (bucket: string): Promise<Record<string, string[]>> =>
    (await secrets('DescribeSecret', { SecretId: nameOf(bucket) })).VersionIdsToStages;

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    Object.assign(process.env, real().env, { AWS_ENDPOINT_URL: proxy.endpoint });
    workspace = real().folder('drift');
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: `alias/${project}/dev`,
      TargetKeyId: KeyMetadata.KeyId,
    });
    const token = (await encrypt(real().aws, canary, { environment: 'dev', name: 'TOKEN' })).ciphertext;
    write(
      workspaceTexts({
        manifest: {
          project,
          tags: { Team: 'platform' },
          access: {
            entryPolicies: 'all',
            administrators: [`arn:aws:iam::${account}:role/platform-admin`],
            services: { filler: { buckets: ['filled'], lambda: { writer: ['filled'] } } },
          },
        },
        buckets: Object.fromEntries(
          buckets.map((bucket) => [bucket, { description: `of ${bucket}`, include: [{ originals: true }] }]),
        ),
        canonical: { TOKEN: {}, LEVEL: { kind: 'config' } },
        environments: { dev: { region, values: { TOKEN: { kms: token }, LEVEL: 'info' } } },
      }),
    );
    expect(await fanout('synth', 'dev')).toMatchObject({ code: 0 });
    stack = join(workspace, 'cdktf.out/stacks/dev');
    await real().init(stack);
  });
  afterAll(async () => {
    process.env = before;
    await proxy.stop();
  });
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
    proxy.watch(() => undefined);
  });

  test('GIVEN a workspace WHEN nothing, then everything is deployed THEN nothing has drifted', async () => {
    const early = await report('dev');
    expect([early.code, early.findings]).toEqual([0, []]);
    expect(early.pending.map(({ kind }) => kind)).toEqual(buckets.map(() => 'not-made'));
    const applied = await real().terraform(stack, ['apply', '-auto-approve', '-input=false']);
    expect([applied.code, applied.code === 0 ? '' : applied.output]).toEqual([0, '']);
    const { stdout } = await real().terraform(stack, ['output', '-json']);
    writeFileSync(join(workspace, 'outputs.json'), stdout);
    proxy.calls.length = 0;
    const { code, findings, pending } = await report('dev');
    expect([code, findings, pending]).toEqual([0, [], []]);
    const asked = proxy.calls.filter((call) => call.startsWith('secretsmanager.'));
    expect([...new Set(asked)].sort()).toEqual([
      'secretsmanager.DescribeSecret',
      'secretsmanager.GetResourcePolicy',
      'secretsmanager.ListSecrets',
    ]);
    expect(asked.length).toBe(2 * buckets.length + 1);
    const elsewhere = await report('dev', '--no-outputs');
    expect([elsewhere.code, elsewhere.findings]).toEqual([0, []]);
    expect(elsewhere.environments).toMatchObject([{ name: 'dev', outputs: false }]);
  });

  test('GIVEN another value in the files WHEN compared THEN it waits for a deploy, and is no drift', async () => {
    const file = join(workspace, 'environments/dev.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('LEVEL: info', 'LEVEL: debug'));
    const { code, stdout } = await fanout('drift', 'dev', ...fromFile);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${buckets.length} not deployed yet`)]);
    writeFileSync(file, text);
    expect((await report('dev', ...fromFile)).pending).toEqual([]);
  });

  test('GIVEN every kind of change by hand WHEN compared THEN each is found, with what to do, and no value is read', async () => {
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    const id = (bucket: string) => ({ SecretId: nameOf(bucket) });
    await secrets('DeleteSecret', { ...id('deleted'), ForceDeleteWithoutRecovery: true });
    await secrets('DeleteSecret', { ...id('scheduled'), RecoveryWindowInDays: 7 });
    await secrets('DeleteSecret', { ...id('replaced'), ForceDeleteWithoutRecovery: true });
    const { ARN: another } = await secrets('CreateSecret', {
      Name: nameOf('replaced'),
      SecretString: canary,
    });
    // The emulator wants a token also where no version is written.
    const ClientRequestToken = 'a-token-of-at-least-thirty-two-characters';
    await secrets('UpdateSecret', { ...id('described'), Description: 'mine now', ClientRequestToken });
    await secrets('UpdateSecret', { ...id('rekeyed'), KmsKeyId: KeyMetadata.Arn, ClientRequestToken });
    await secrets('PutSecretValue', { ...id('rewritten'), SecretString: canary });
    await secrets('PutSecretValue', { ...id('filled'), SecretString: canary });
    await secrets('TagResource', {
      ...id('tagged'),
      Tags: [
        { Key: 'Environment', Value: 'production' },
        { Key: 'Note', Value: '<b>' },
      ],
    });
    await secrets('UntagResource', { ...id('tagged'), TagKeys: ['Team'] });
    const { ResourcePolicy } = await secrets('GetResourcePolicy', id('opened'));
    const policy = JSON.parse(ResourcePolicy as string);
    policy.Statement[0].Condition.ArnNotEquals['aws:PrincipalArn'].push(
      `arn:aws:iam::${account}:role/mallory`,
    );
    policy.Statement.push({ ...policy.Statement[1], Sid: 'Mine' });
    await secrets('PutResourcePolicy', { ...id('opened'), ResourcePolicy: JSON.stringify(policy) });
    await secrets('RotateSecret', { ...id('rotated'), RotationRules: { AutomaticallyAfterDays: 30 } });
    await secrets('ReplicateSecretToRegions', {
      ...id('replicated'),
      AddReplicaRegions: [{ Region: 'eu-west-1' }],
    });
    // What Terraform wrote long ago: the emulator has no dates of versions.
    const earlier = 'terraform-20200101000000000000000001';
    await secrets('PutSecretValue', { ...id('rolled'), SecretString: canary, ClientRequestToken: earlier });
    const [only = ''] = Object.keys(await versionsOf('unlabelled'));
    await secrets('UpdateSecretVersionStage', {
      ...id('unlabelled'),
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: only,
    });
    const tagsOf = (environment: string) =>
      Object.entries({ Project: project, ManagedBy: 'fanout', Environment: environment }).map(
        ([Key, Value]) => ({ Key, Value }),
      );
    await secrets('CreateSecret', { Name: 'my-app/dev/forgotten', Tags: tagsOf('dev') });
    await secrets('CreateSecret', { Name: 'my-app/dev-bob/api', Tags: tagsOf('dev-bob') });

    const { code, findings, pending, environments } = await report('dev');
    expect([code, pending]).toEqual([1, []]);
    expect(
      findings.map(({ kind, bucket, secretName, tag }) => [kind, bucket ?? secretName, tag ?? '']),
    ).toEqual([
      ['deleted', 'deleted', ''],
      ['scheduled-for-deletion', 'scheduled', ''],
      ['replaced', 'replaced', ''],
      ['no-current-version', 'unlabelled', ''],
      ['other-version', 'rewritten', ''],
      ['other-version', 'rolled', ''],
      ['other-version', 'rotated', ''],
      ['policy-changed', 'opened', ''],
      ['other-key', 'rekeyed', ''],
      ['replicated', 'replicated', ''],
      ['rotation-enabled', 'rotated', ''],
      ['tag-changed', 'tagged', 'Environment'],
      ['tag-changed', 'tagged', 'Note'],
      ['tag-changed', 'tagged', 'Team'],
      ['description-changed', 'described', ''],
      ['unknown-entry', 'my-app/dev/forgotten', ''],
    ]);
    const of = (bucket: string) => findings.find((finding) => finding.bucket === bucket);
    expect(of('replaced')).toMatchObject({ arn: another });
    expect(of('rewritten')).toMatchObject({ how: 'written-outside', isPrevious: true });
    expect(of('rolled')).toMatchObject({
      how: 'rolled-back',
      current: earlier,
      deployed: expect.stringMatching(/^terraform-20[2-9]/),
      isPrevious: true,
    });
    expect(of('opened')).toMatchObject({ changed: ['DenyReadingToOthers'], added: ['Mine'], removed: [] });
    expect(of('rekeyed')).toMatchObject({ key: KeyMetadata.Arn });
    expect(of('tagged')).toMatchObject({ weight: 'access', from: 'dev', to: 'production' });
    expect(environments).toMatchObject([{ strangers: { 'dev-bob': 1 } }]);
    expect(proxy.calls).not.toContain('secretsmanager.GetSecretValue');
    expect(proxy.calls.filter((call) => call.startsWith('TrentService.'))).toEqual([
      'TrentService.DescribeKey',
    ]);
  });

  test('GIVEN drift WHEN told as text and as Markdown THEN both name all of it, and a hostile tag stays text', async () => {
    const text = await fanout('drift', 'dev', ...fromFile);
    const markdown = await fanout('drift', 'dev', ...fromFile, '--format', 'markdown');
    for (const { code, stdout } of [text, markdown]) {
      expect(code).toBe(1);
      for (const bucket of buckets.filter((each) => each !== 'calm' && each !== 'filled'))
        expect(stdout).toContain(nameOf(bucket));
    }
    expect(markdown.stdout).toContain('`<b>`');
  });

  test('GIVEN the outputs in a file, or none WHEN compared THEN as much is found as can be known', async () => {
    const [whole, offline, without] = [
      await report('dev'),
      await report('dev', ...fromFile),
      await report('dev', '--no-outputs'),
    ];
    // The emulator says of every version that it came just now.
    const undated = ({ findings }: Report) => findings.map(({ since: _, ...finding }) => finding);
    expect(undated(offline)).toEqual(undated(whole));
    const kindsOf = ({ findings }: Report, bucket: string) =>
      findings.filter((finding) => finding.bucket === bucket).map(({ kind }) => kind);
    expect(kindsOf(without, 'deleted')).toEqual(['missing']);
    expect(kindsOf(without, 'rewritten')).toEqual(['other-version']);
    expect(kindsOf(without, 'rolled')).toEqual([]);
  });

  test('GIVEN a role that may not list WHEN compared THEN the rest is found, and that is said', async () => {
    proxy.refuse((operation) => operation === 'secretsmanager.ListSecrets');
    const { findings, environments } = await report('dev', ...fromFile);
    expect(findings).toHaveLength(15);
    expect(environments).toMatchObject([
      { unlisted: expect.stringMatching(/does not allow you secretsmanager:ListSecrets/) },
    ]);
    expect((await fanout('drift', 'dev', ...fromFile)).stdout.replace(/\s+/g, ' ')).toContain(
      'were not looked for. AWS does not allow you',
    );
  });

  test('GIVEN 200 entries WHEN compared THEN two calls for each, many at once, and it takes seconds', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    write(
      workspaceTexts({
        manifest: { project },
        buckets: Object.fromEntries(many.map((name) => [name, { include: [{ originals: true }] }])),
        canonical: { LEVEL: { kind: 'config' } },
        environments: { dev: { region, values: { LEVEL: 'info' } } },
      }),
    );
    const { KeyMetadata } = await real().aws('TrentService.DescribeKey', { KeyId: `alias/${project}/dev` });
    for (const bucket of many) {
      await secrets('CreateSecret', {
        Name: nameOf(bucket),
        SecretString: canary,
        ClientRequestToken: `terraform-${bucket.padEnd(30, '0')}`,
        KmsKeyId: KeyMetadata.Arn,
        Tags: Object.entries({
          Project: project,
          Environment: 'dev',
          Bucket: bucket,
          ManagedBy: 'fanout',
        }).map(([Key, Value]) => ({ Key, Value })),
      });
    }
    let [atOnce, most] = [0, 0];
    proxy.watch(async (operation) => {
      if (operation !== 'secretsmanager.DescribeSecret') return;
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
    });
    const timed = async <T>(work: Promise<T>): Promise<[milliseconds: number, done: T]> => {
      const began = performance.now();
      const done = await work;
      return [performance.now() - began, done];
    };
    const oneByOne = async (): Promise<void> => {
      for (const bucket of many.slice(0, 50)) await secrets('DescribeSecret', { SecretId: nameOf(bucket) });
    };
    // What 400 bare calls would take, one after another, on this machine as busy as it is now.
    const [fifty] = await timed(oneByOne());
    const [took, { findings }] = await timed(report('dev', '--no-outputs'));
    expect(findings.filter(({ bucket }) => bucket !== null)).toEqual([]);
    expect(proxy.calls.filter((call) => /DescribeSecret|Policy|VersionIds/.test(call))).toHaveLength(400);
    expect([most >= 4, most <= 16, took < 6 * 8 * fifty]).toEqual([true, true, true]);
  });
});
