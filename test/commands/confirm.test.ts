import Ajv from 'ajv/dist/2020';
import { type ConfirmResult, confirm, isConfirmed } from '../../src/commands/confirm';
import { loadPlan } from '../../src/commands/load-plan';
import type { BucketPlan, EnvironmentPlan } from '../../src/plan';
import type { EntryOutput } from '../../src/terraform';
import type { EntryDescription, EntryVersion } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { SecretValue } from '../../src/values/secret-value';
import { renderConfirmJson, renderConfirmText } from '../../src/views/confirm';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders } from '../support/cli';
import { pageOf } from '../support/hand-made';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const canary = 'canary-0e2d';
const account = '123456789012';
const texts = workspaceTexts({
  manifest: { access: { services: { cache: { buckets: ['filled'], lambda: { writer: ['filled'] } } } } },
  buckets: {
    api: { include: [{ originals: true, only: ['KEY', 'TEXT'] }] },
    empty: { include: [{ originals: true, only: ['UNSET'] }] },
    filled: { include: [{ mapping: 'filled' }] },
  },
  canonical: { KEY: null, TEXT: { kind: 'config' }, UNSET: null },
  mappings: { filled: { KEY: 'FILLED' } },
  environments: { dev: { values: { KEY: { kms: ciphertext('a') }, TEXT: 'text', UNSET: null } } },
});
const root = folderOf(texts);
const context = { workspace: root, now: () => new Date('2026-11-22'), env: {} };
const arn = (name: string): string => `arn:aws:secretsmanager:eu-central-1:${account}:secret:${name}-AbCdEf`;
const { plan } = loadPlan(context, { environments: ['dev'], strict: false });
const [fingerprint = null] = Object.values<EnvironmentPlan>(plan?.environments ?? {}).flatMap(({ buckets }) =>
  Object.values<BucketPlan>(buckets).flatMap((bucket) => (bucket.name === 'api' ? [bucket.fingerprint] : [])),
);

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day, 10, 30));
const versions: readonly EntryVersion[] = [
  { id: 'terraform-2', stages: ['AWSCURRENT'], created: at(20) },
  { id: 'terraform-1', stages: ['AWSPREVIOUS'], created: at(1) },
];
const entry = (name: string, more: Partial<EntryDescription> = {}, of = versions): EntryDescription => ({
  arn: arn(name),
  name,
  description: '',
  kmsKeyId: null,
  deletionDate: null,
  rotationEnabled: false,
  tags: {},
  stages: Object.fromEntries(
    of.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  ),
  replicas: [],
  ...more,
});
const output = (bucket: string, more: Partial<EntryOutput> = {}): EntryOutput => ({
  name: `shop/dev/${bucket}`,
  arn: arn(`shop/dev/${bucket}`),
  versionId: 'terraform-2',
  fingerprint,
  ...more,
});

interface Given {
  readonly bucket?: string;
  readonly deployed?: Readonly<Record<string, EntryOutput>> | null;
  readonly versions?: readonly EntryVersion[];
  readonly api?: Partial<EntryDescription> | null;
  readonly text?: string | AwsFault;
  readonly credentialsOf?: string;
}

const asked: string[] = [];
async function run(given: Given = {}): Promise<ConfirmResult> {
  const { versions: seen = versions, text = JSON.stringify({ KEY: canary, TEXT: 'text' }) } = given;
  const empty = output('empty', { versionId: null, fingerprint: null });
  const { deployed = { api: output('api'), empty, filled: output('filled') } } = given;
  asked.length = 0;
  const result = await confirm(
    context,
    { environment: 'dev', ...(given.bucket === undefined ? {} : { bucket: given.bucket }) },
    {
      outputs: async ({ name }) => {
        asked.push(`outputs of ${name}`);
        return { buckets: deployed === null ? null : new Map(Object.entries(deployed)) };
      },
      aws: {
        account: async () => given.credentialsOf ?? account,
        describeEntry: async (_, name) => {
          asked.push(`describe ${name}`);
          if (name !== 'shop/dev/api') return entry(name, { stages: {} });
          return given.api === null ? null : entry(name, given.api, seen);
        },
        entryVersions: async (_, name) => (name === 'shop/dev/api' ? seen : []),
        readEntry: async (_, name, version) => {
          asked.push(`read ${name} ${version}`);
          if (text instanceof AwsFault) throw text;
          return { versionId: version ?? '', text: new SecretValue(text) };
        },
      },
    },
  );
  const ajv = new Ajv({ strict: true });
  ajv.validate(
    JSON.parse(outputSchemas().get('confirm.schema.json') ?? ''),
    JSON.parse(renderConfirmJson(result)),
  );
  expect(ajv.errors).toBeNull();
  for (const shown of [renderConfirmJson(result), renderConfirmText(result, pageOf(80))])
    expect(shown).not.toContain(canary);
  return result;
}
const kinds = ({ buckets }: ConfirmResult, name = 'api') =>
  buckets.find(({ bucket }) => bucket === name)?.faults.map(({ kind }) => kind);
const states = ({ buckets }: ConfirmResult) => buckets.map(({ bucket, state }) => `${bucket} ${state}`);

describe('what has arrived', () => {
  test('WHEN all is as it was deployed THEN it is confirmed, bucket by bucket, and its own version was read', async () => {
    const result = await run();
    expect([isConfirmed(result), states(result)]).toEqual([
      true,
      ['api confirmed', 'empty empty', 'filled outside'],
    ]);
    expect(result.buckets[0]).toMatchObject({
      current: 'terraform-2',
      previous: 'terraform-1',
      keysUnread: null,
    });
    expect(asked).toEqual([
      'outputs of dev',
      'describe shop/dev/api',
      'describe shop/dev/empty',
      'read shop/dev/api terraform-2',
    ]);
    expect(renderConfirmText(result, pageOf(80))).toBe(
      [
        'ok        api     shop/dev/api',
        'empty     empty   shop/dev/empty',
        'not ours  filled  shop/dev/filled',
        '',
        'confirmed: 3 buckets of dev',
        'to go back: fanout rollback dev BUCKET',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN a first version WHEN it is confirmed THEN there is no way back, and nothing is wrong', async () => {
    const first = [{ id: 'terraform-2', stages: ['AWSCURRENT'], created: at(20) }];
    const result = await run({ bucket: 'api', versions: first });
    expect([isConfirmed(result), states(result)]).toEqual([true, ['api confirmed']]);
    expect(renderConfirmText(result, pageOf(80))).not.toContain('to go back');
  });

  test('GIVEN a caller who may not read WHEN it is confirmed THEN it is, and that its keys are unknown is said', async () => {
    const denied = new AwsFault('AWS does not allow you secretsmanager:GetSecretValue', 'denied');
    const result = await run({ text: denied });
    expect([isConfirmed(result), result.buckets[0]?.keysUnread]).toEqual([true, denied.message]);
    expect(renderConfirmText(result, pageOf(80))).toMatch(
      /The keys of 1 bucket were not compared\. AWS does not allow you/,
    );
  });

  test('GIVEN a fault of AWS WHEN it is read THEN nobody claims anything', async () => {
    await expect(run({ text: new AwsFault('throttled') })).rejects.toThrow('throttled');
    await expect(run({ credentialsOf: '111111111111' })).rejects.toThrow(/lives in 123456789012/);
    expect(asked).toEqual([]);
  });
});

describe('what has not arrived', () => {
  const rolledBack = [
    { id: 'terraform-2', stages: ['AWSPREVIOUS'], created: at(20) },
    { id: 'terraform-1', stages: ['AWSCURRENT'], created: at(1) },
  ];
  const outside = [
    { id: '5f0e', stages: ['AWSCURRENT'], created: at(21) },
    { id: 'terraform-2', stages: ['AWSPREVIOUS'], created: at(20) },
    { id: 'terraform-1', stages: [], created: at(1) },
  ];
  const unlabelled = versions.map((version, index) => (index === 0 ? version : { ...version, stages: [] }));

  test.each<[what: string, given: Given, kind: string, says: RegExp]>([
    [
      'files that are others',
      { deployed: { api: output('api', { fingerprint: 'f0' }) } },
      'not-deployed',
      /npx cdktf deploy dev/,
    ],
    ['no deploy yet', { deployed: null }, 'not-made', /fanout tf-plan dev/],
    ['no entry', { api: null }, 'missing', /another ARN/],
    [
      'an entry that goes',
      { api: { deletionDate: at(30) } },
      'scheduled-for-deletion',
      /until 2026-11-30[\s\S]*restore-secret --secret-id shop\/dev\/api/,
    ],
    ['another entry', { api: { arn: arn('other') } }, 'replaced', /fanout drift dev/],
    [
      'a rollback',
      { versions: rolledBack },
      'other-version',
      /AWSCURRENT is the version terraform-1 of 2026-11-01 10:30 UTC[\s\S]*rolled\s+back[\s\S]*git revert[\s\S]*fanout\s+rollback\s+dev\s+api/,
    ],
    [
      'a version of somebody',
      { versions: outside },
      'other-version',
      /which\s+Terraform\s+did\s+not\s+write[\s\S]*fanout rollback dev api/,
    ],
    ['no way back', { versions: unlabelled }, 'no-previous-version', /none is labelled\s+AWSPREVIOUS/],
    [
      'no version that is read',
      { versions: versions.map((each) => ({ ...each, stages: [] })) },
      'no-current-version',
      /--move-to-version-id\s+terraform-2/,
    ],
    [
      'other keys',
      { text: JSON.stringify({ KEY: canary, PLANTED: canary }) },
      'other-keys',
      /it lacks TEXT; it holds PLANTED, which nobody planned/,
    ],
    ['no JSON', { text: canary }, 'unreadable', /does not hold a JSON\s+object/],
  ])('GIVEN %s WHEN it is confirmed THEN it is not, and what to do is said', async (_, given, kind, says) => {
    const result = await run({ ...given, bucket: 'api' });
    expect([isConfirmed(result), kinds(result)]).toEqual([false, [kind]]);
    const text = renderConfirmText(result, pageOf(80));
    expect(text).toMatch(says);
    expect(text).toContain('not confirmed: 1 of 1 bucket of dev\n');
  });

  test('GIVEN an id that steers a terminal WHEN it is shown THEN it is not steered', async () => {
    const steering = outside.map((each) => (each.id === '5f0e' ? { ...each, id: '5f0e\u001b[2J' } : each));
    expect(renderConfirmText(await run({ versions: steering }), pageOf(80))).not.toContain('\u001b');
  });

  test('GIVEN a command that mends it WHEN it is longer than a line THEN it stays whole', async () => {
    const text = renderConfirmText(await run({ api: { deletionDate: at(30) } }), pageOf(40));
    expect(text).toContain(
      '\n      aws secretsmanager restore-secret --secret-id shop/dev/api --region eu-central-1\n',
    );
  });

  test('GIVEN a value in a bucket that has none WHEN it is confirmed THEN somebody wrote it', async () => {
    const empty = output('empty', { versionId: null, fingerprint: null });
    const result = await confirm(
      context,
      { environment: 'dev', bucket: 'empty' },
      {
        outputs: async () => ({ buckets: new Map([['empty', empty]]) }),
        aws: {
          account: async () => account,
          describeEntry: async (_, name) => entry(name),
          entryVersions: async () => versions,
          readEntry: async () => ({ versionId: '', text: new SecretValue('{}') }),
        },
      },
    );
    expect(kinds(result, 'empty')).toEqual(['other-version']);
  });

  test('GIVEN a bucket that the files lost WHEN all is confirmed THEN it is told; WHEN one is, it is not', async () => {
    const deployed = {
      api: output('api'),
      empty: output('empty', { versionId: null, fingerprint: null }),
      gone: output('gone'),
    };
    const result = await run({ deployed });
    expect([isConfirmed(result), kinds(result, 'gone')]).toEqual([false, ['not-removed']]);
    expect(isConfirmed(await run({ deployed, bucket: 'api' }))).toBe(true);
  });

  test('GIVEN errors in the files WHEN it is confirmed THEN nothing is asked', async () => {
    const broken = folderOf(new Map(texts).set('mappings/filled.yaml', 'NOBODY: X\n'));
    const edges = { outputs: () => Promise.reject(new Error()), aws: {} as never };
    const result = await confirm({ ...context, workspace: broken }, { environment: 'dev' }, edges);
    expect([isConfirmed(result), result.diagnostics.length > 0, result.buckets]).toEqual([false, true, []]);
    expect(renderConfirmText(result, pageOf(80))).toContain('unknown-name');
  });

  test('GIVEN names that are not there WHEN it is confirmed THEN it is a misuse', async () => {
    expect((await run({ bucket: 'apo' })).misuse.map(({ code, hint }) => [code, hint])).toEqual([
      ['unknown-bucket', expect.stringContaining('"api"')],
    ]);
  });
});
