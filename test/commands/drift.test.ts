import { drift } from '../../src/commands/drift';
import type { DriftEdges } from '../../src/commands/drift/look';
import type { StackOutputs } from '../../src/terraform';
import type { EntryDescription, KeyDescription } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { folderOf, removeFolders } from '../support/cli';
import { type WorkspaceParts, workspaceTexts } from '../support/workspace-builder';
import { described } from './drift/support';

afterAll(removeFolders);

const own = '123456789012';
const other = '210987654321';
const region = 'eu-central-1';
const key: KeyDescription = {
  arn: `arn:aws:kms:${region}:${own}:key/1234abcd`,
  account: own,
  state: 'Enabled',
};
const parts: WorkspaceParts = {
  buckets: { api: { include: [{ originals: true }] }, worker: { include: [{ originals: true }] } },
  canonical: { LEVEL: { kind: 'config' } },
  environments: {
    dev: { region, values: { LEVEL: 'info' } },
    staging: { region, account: other, values: { LEVEL: 'info' } },
  },
};
const entry = (environment: string, bucket: string, rest: Partial<EntryDescription> = {}): EntryDescription =>
  described(`shop/${environment}/${bucket}`, {
    kmsKeyId: key.arn,
    tags: { Project: 'shop', Environment: environment, Bucket: bucket, ManagedBy: 'fanout' },
    ...rest,
  });

interface World {
  readonly account?: string;
  readonly entries?: readonly EntryDescription[];
  readonly aws?: Partial<DriftEdges['aws']>;
  readonly outputs?: (environment: string) => StackOutputs;
}

/** A world in which just these entries are, and what was asked of it. */
function worldOf({ account = own, entries = [], aws = {}, outputs }: World) {
  const calls: string[] = [];
  const note = <T>(call: string, answer: T): Promise<T> => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  const edges: DriftEdges = {
    aws: {
      account: () => note('account', account),
      findKey: (_, alias) => note(`key ${alias}`, key),
      listEntries: (_, tags) =>
        note(
          'list',
          entries.filter((each) => Object.entries(tags).every(([tag, text]) => each.tags[tag] === text)),
        ),
      describeEntry: (_, name) =>
        note(`describe ${name}`, entries.find((each) => each.name === name) ?? null),
      entryPolicy: (_, name) => note(`policy ${name}`, null),
      entryVersions: (_, name) => note(`versions ${name}`, []),
      ...aws,
    },
    outputs: outputs === undefined ? null : ({ name }) => note(`outputs ${name}`, outputs(name)),
  };
  return { edges, calls };
}

const run = (world: World, environments: readonly string[] = [], files: WorkspaceParts = parts) => {
  const { edges, calls } = worldOf(world);
  const context = { workspace: folderOf(workspaceTexts(files)), now: () => new Date('2026-11-22'), env: {} };
  return { calls, result: drift(context, { environments, strict: false }, edges) };
};
/** Turns of the event loop. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const bothOfDev = [entry('dev', 'api'), entry('dev', 'worker')];

describe('drift', () => {
  test('GIVEN what is planned WHEN nobody names an environment THEN those of the account are in order, and others are named', async () => {
    const { result, calls } = run({ entries: bothOfDev });
    const { environments, elsewhere, findings, pending } = await result;
    expect([findings, pending]).toEqual([[], []]);
    expect(environments).toEqual([
      { name: 'dev', account: own, region, entries: 2, outputs: false, unlisted: null, strangers: {} },
    ]);
    expect(elsewhere).toEqual([{ name: 'staging', account: other }]);
    expect(calls[0]).toBe('account');
    expect(calls).not.toContain('describe shop/staging/api');
  });

  test('GIVEN an environment of another account WHEN it is named THEN nothing else is asked of AWS', async () => {
    const { result, calls } = run({}, ['staging']);
    await expect(result).rejects.toThrow(/are of account 123456789012, but staging lives in 210987654321/);
    expect(calls).toEqual(['account']);
  });

  test('GIVEN credentials of an account without environments WHEN none is named THEN it says whose are needed', async () => {
    const { result, calls } = run({ account: '999999999999' });
    await expect(result).rejects.toThrow(
      'The AWS credentials are of account 999999999999, and no environment lives there: use credentials of 123456789012 and 210987654321',
    );
    expect(calls).toEqual(['account']);
  });

  test('GIVEN files with errors, or a wrong name WHEN compared THEN nothing is asked of AWS', async () => {
    const faulty = { ...parts, mappings: { late: { NOWHERE: 'X' } } };
    for (const [files, named] of [
      [faulty, []],
      [parts, ['prod']],
    ] as const) {
      const { result, calls } = run({ entries: bothOfDev }, named, files);
      const { environments, diagnostics, misuse } = await result;
      expect([environments, calls]).toEqual([[], []]);
      expect([...diagnostics, ...misuse].length).toBeGreaterThan(0);
    }
  });

  test('GIVEN warnings WHEN compared THEN they are no matter of what stands in AWS', async () => {
    const idle = { ...parts, canonical: { ...parts.canonical, IDLE: { kind: 'config' } } };
    const buckets = { api: { include: [{ originals: true, except: ['IDLE'] }] } };
    const { result } = run({ entries: bothOfDev }, ['dev'], { ...idle, buckets });
    expect((await result).diagnostics).toEqual([]);
  });

  test('GIVEN several things WHEN found THEN the heaviest come first, then by name', async () => {
    const files = {
      ...parts,
      environments: {
        dev: { region, values: { LEVEL: 'info' } },
        early: { region, values: { LEVEL: 'info' } },
      },
    };
    const { result } = run(
      {
        entries: [
          entry('dev', 'api', { description: 'x', rotationEnabled: true }),
          entry('dev', 'worker', { stages: { 'by-hand': ['AWSCURRENT'] } }),
          entry('early', 'api', {
            tags: { ...entry('early', 'api').tags, Bucket: 'b', Note: 'x', environment: 'x' },
          }),
        ],
      },
      [],
      files,
    );
    const { findings } = await result;
    expect(findings.map(({ weight, gist, secretName }) => [weight, gist.kind, secretName])).toEqual([
      ['loss', 'missing', 'shop/early/worker'],
      ['values', 'other-version', 'shop/dev/worker'],
      ['access', 'rotation-enabled', 'shop/dev/api'],
      ['access', 'tag-changed', 'shop/early/api'],
      ['access', 'tag-changed', 'shop/early/api'],
      ['rest', 'tag-changed', 'shop/early/api'],
      ['rest', 'description-changed', 'shop/dev/api'],
    ]);
  });

  test('GIVEN a key that is missing or disabled WHEN compared THEN it is said once, with the stack that makes it', async () => {
    const missing = await run({ entries: bothOfDev, aws: { findKey: async () => null } }, ['dev']).result;
    expect(missing.findings).toEqual([
      {
        gist: { kind: 'key-missing', alias: 'alias/shop/dev', stack: `foundation-${own}` },
        weight: 'loss',
        environment: 'dev',
        bucket: null,
        secretName: null,
      },
    ]);
    const disabled = await run(
      { entries: bothOfDev, aws: { findKey: async () => ({ ...key, state: 'PendingDeletion' }) } },
      ['dev'],
    ).result;
    expect(disabled.findings.map(({ gist }) => gist)).toEqual([
      { kind: 'key-unusable', arn: key.arn, state: 'PendingDeletion' },
    ]);
  });

  test('GIVEN outputs WHEN compared THEN entries are found in them by their name, and what no bucket has any more waits', async () => {
    const deployed = (bucket: string, name: string) =>
      [bucket, { name, arn: described(name).arn, versionId: null, fingerprint: 'old' }] as const;
    const stages = {};
    const { result, calls } = run(
      {
        entries: [entry('dev', 'api', { stages }), entry('dev', 'gone', { stages })],
        outputs: () => ({
          buckets: new Map([deployed('renamed', 'shop/dev/api'), deployed('gone', 'shop/dev/gone')]),
        }),
      },
      ['dev'],
    );
    const { findings, pending, environments } = await result;
    expect([findings, environments[0]?.outputs]).toEqual([[], true]);
    expect(pending).toEqual([
      { kind: 'not-deployed', environment: 'dev', bucket: 'api', secretName: 'shop/dev/api' },
      { kind: 'not-made', environment: 'dev', bucket: 'worker', secretName: 'shop/dev/worker' },
      { kind: 'removal-not-deployed', environment: 'dev', bucket: 'gone', secretName: 'shop/dev/gone' },
    ]);
    expect(calls).toContain('outputs dev');
  });

  test('GIVEN a stack that was never deployed WHEN compared THEN its entries come with the first deploy', async () => {
    const { findings, pending } = await run({ outputs: () => ({ buckets: null }) }, ['dev']).result;
    expect([findings, pending.map(({ kind }) => kind)]).toEqual([[], ['not-made', 'not-made']]);
  });

  test('GIVEN that there is no key yet either WHEN compared THEN it is missed only where there is a value', async () => {
    const world: World = { outputs: () => ({ buckets: null }), aws: { findKey: async () => null } };
    const fresh: WorkspaceParts = {
      ...parts,
      canonical: { TOKEN: null },
      environments: { dev: { region, values: { TOKEN: null } } },
    };
    const kinds = async (of: World, files: WorkspaceParts) =>
      (await run(of, ['dev'], files).result).findings.map(({ gist }) => gist.kind);
    expect(await kinds(world, fresh)).toEqual([]);
    expect(await kinds({ aws: world.aws ?? {} }, fresh)).toContain('key-missing');
    expect(await kinds(world, parts)).toEqual(['key-missing']);
  });

  test('GIVEN entries that no bucket has WHEN compared THEN those of the environment are found, and no others', async () => {
    const tagged = (name: string, tags: object, rest: Partial<EntryDescription> = {}) =>
      described(name, { tags: { Project: 'shop', ManagedBy: 'fanout', ...tags }, ...rest });
    const { findings, environments } = await run(
      {
        entries: [
          ...bothOfDev,
          tagged('shop/dev/forgotten', { Environment: 'dev' }),
          tagged('shop/dev/leaving', { Environment: 'dev' }, { deletionDate: new Date('2026-12-01') }),
          tagged('shop/staging/forgotten', { Environment: 'staging' }),
          tagged('shop/dev-bob/api', { Environment: 'dev-bob' }),
          tagged('shop/dev-bob/worker', { Environment: 'dev-bob' }),
          tagged('shop/loose', {}),
        ],
      },
      ['dev'],
    ).result;
    expect(findings.map(({ gist, secretName }) => [gist.kind, secretName])).toEqual([
      ['unknown-entry', 'shop/dev/forgotten'],
    ]);
    expect(environments[0]?.strangers).toEqual({ '': 1, 'dev-bob': 2 });
  });

  test('GIVEN an entry that is scheduled for deletion WHEN compared THEN no more is asked about it', async () => {
    const doomed = entry('dev', 'api', { deletionDate: new Date('2026-12-01') });
    const { result, calls } = run({ entries: [doomed, entry('dev', 'worker')] }, ['dev']);
    expect((await result).findings.map(({ gist }) => gist.kind)).toEqual(['scheduled-for-deletion']);
    expect(calls.filter((call) => call.startsWith('policy'))).toEqual(['policy shop/dev/worker']);
  });

  test('GIVEN a role that may not list WHEN compared THEN that is said; any other fault is one', async () => {
    const listing = (fault: AwsFault) => ({ listEntries: () => Promise.reject(fault) });
    const denied = run({ entries: bothOfDev, aws: listing(new AwsFault('may not', 'denied')) }, ['dev']);
    expect((await denied.result).environments[0]?.unlisted).toBe('may not');
    const throttled = run({ entries: bothOfDev, aws: listing(new AwsFault('too much')) }, ['dev']);
    await expect(throttled.result).rejects.toThrow('too much');
  });

  test('GIVEN a fault in the middle WHEN many entries are asked about THEN what waits is not asked any more', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `b${index}`);
    let asked = 0;
    const { result } = run(
      {
        aws: {
          describeEntry: async () => {
            asked += 1;
            if (asked === 20) throw new AwsFault('refused');
            await turns(1);
            return null;
          },
        },
      },
      ['dev'],
      {
        ...parts,
        buckets: Object.fromEntries(many.map((name) => [name, { include: [{ originals: true }] }])),
      },
    );
    await expect(result).rejects.toThrow('refused');
    await turns(200);
    expect(asked).toBeLessThan(60);
  });
});
