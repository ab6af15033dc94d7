import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AdoptEdges, type AdoptOptions, adopt } from '../../src/commands/adopt';
import type { EntryDescription } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { SecretValue } from '../../src/values/secret-value';
import { renderAdoptText } from '../../src/views/adopt';
import { createPage } from '../../src/views/page';
import { folderOf, removeFolders } from '../support/cli';
import { type WorkspaceParts, workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const arnOf = (name: string): string =>
  `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf`;
const entry = (name: string, rest: Partial<EntryDescription> = {}): EntryDescription =>
  ({
    arn: arnOf(name),
    name,
    description: '',
    kmsKeyId: null,
    deletionDate: null,
    rotationEnabled: false,
    tags: {},
    stages: {},
    replicas: [],
    ...rest,
  }) as EntryDescription;
const ours = (bucket: string) => ({
  Project: 'shop',
  Environment: 'dev',
  Bucket: bucket,
  ManagedBy: 'fanout',
});

const parts: WorkspaceParts = {
  canonical: { A: null, B: null },
  buckets: {
    api: { include: [{ originals: true }] },
    worker: { include: [{ originals: true }] },
  },
  environments: { dev: { values: { A: null, B: null } } },
};

interface World {
  readonly entries?: Readonly<Record<string, EntryDescription>>;
  readonly text?: string;
  readonly refused?: AwsFault;
  readonly account?: string;
  readonly answer?: boolean;
  readonly parts?: WorkspaceParts;
}

async function run(world: World, options: Partial<AdoptOptions> = {}) {
  const workspace = folderOf(workspaceTexts(world.parts ?? parts));
  const asked: string[] = [];
  let [atOnce, mostAtOnce] = [0, 0];
  const aws: AdoptEdges['aws'] = {
    account: async () => world.account ?? '123456789012',
    findKey: async () => ({
      arn: 'arn:key',
      account: '123456789012',
      state: 'Enabled',
    }),
    describeEntry: async (_, id) => {
      atOnce += 1;
      mostAtOnce = Math.max(atOnce, mostAtOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return world.entries?.[id] ?? null;
    },
    readEntry: async () => {
      if (world.refused !== undefined) throw world.refused;
      return {
        versionId: 'v',
        text: new SecretValue(world.text ?? '{"A":"canary","B":"canary"}'),
      };
    },
  };
  const result = await adopt(
    { workspace, now: () => new Date('2026-01-01'), env: {} },
    {
      environment: 'dev',
      bucket: undefined,
      dryRun: false,
      yes: false,
      ...options,
    },
    {
      aws,
      confirm: async (question) => {
        asked.push(question);
        return world.answer ?? true;
      },
    },
  );
  const text = renderAdoptText(result, createPage({ width: 80, color: false }));
  expect(text + JSON.stringify(result)).not.toContain('canary');
  return {
    result,
    text,
    asked,
    mostAtOnce,
    file: () => readFileSync(join(workspace, 'environments/dev.yaml'), 'utf8'),
  };
}

const apiAlone = { 'shop/dev/api': entry('shop/dev/api') };

describe('adopting entries', () => {
  test('GIVEN one that is there and one that is not WHEN adopted THEN the file names the one', async () => {
    const { result, text, file } = await run({ entries: apiAlone });
    expect(result.status).toBe('written');
    expect(result.imports).toEqual([{ to: 'aws_secretsmanager_secret.api', id: arnOf('shop/dev/api') }]);
    expect(file()).toContain(`\nadopt:\n  api: ${arnOf('shop/dev/api')}\n`);
    expect(text).toMatchInlineSnapshot(`
      "api  shop/dev/api
        It exists, and was not made by this workspace.
        Its keys are those of the plan.
        Once it is taken over, a deploy changes: tag Bucket none → api; tag
        Environment none → dev; tag ManagedBy none → fanout; tag Project none → shop;
        key none → arn:key.

      worker  shop/dev/worker
        It does not exist: a deploy makes it.

      The next deploy imports:
        import {
          to = aws_secretsmanager_secret.api
          id = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/api-AbCdEf"
        }

      wrote environments/dev.yaml: it adopts an entry
      Next: fanout tf-plan dev shows imports and no write; then deploy.
      "
    `);
  });

  test('GIVEN one is adopted already WHEN another one is THEN both stand there', async () => {
    const adopting: WorkspaceParts = {
      ...parts,
      environments: {
        dev: {
          adopt: { api: arnOf('shop/dev/api') },
          values: { A: null, B: null },
        },
      },
    };
    const { result, file } = await run({
      parts: adopting,
      entries: { ...apiAlone, 'shop/dev/worker': entry('shop/dev/worker') },
    });
    expect(result.imports.map(({ to }) => to)).toEqual(['aws_secretsmanager_secret.worker']);
    expect(file()).toMatch(/\n {2}api: [\s\S]*\n {2}worker: arn:/);
  });

  test.each<[what: string, world: World, expected: object, says: RegExp]>([
    [
      'it may not be read',
      { entries: apiAlone, refused: new AwsFault('no', 'denied') },
      { keys: null, uncompared: 'you may not read it' },
      /not compared: you may not read it\./,
    ],
    [
      'it has no value',
      { entries: apiAlone, refused: new AwsFault('none', 'missing') },
      { keys: null, uncompared: 'it has no value yet' },
      /it has no value yet/,
    ],
    [
      'it holds no JSON object',
      { entries: apiAlone, text: 'canary' },
      { keys: null, uncompared: 'it does not hold a JSON object' },
      /does not hold a JSON object/,
    ],
    [
      'it has other keys',
      { entries: apiAlone, text: '{"B":"canary","OLD":"canary"}' },
      { keys: { missing: ['A'], unplanned: ['OLD'] } },
      /The plan has A, which it lacks\. It has OLD, which the plan lacks\./,
    ],
  ])('GIVEN %s THEN that is said, and it is adopted all the same', async (_, world, expected, says) => {
    const { result, text } = await run(world);
    expect(result).toMatchObject({
      status: 'written',
      entries: [expected, {}],
    });
    expect(text.replace(/\s+/g, ' ')).toMatch(says);
  });

  test('GIVEN it is scheduled for deletion THEN it is not adopted, and the text says how to restore it', async () => {
    const gone = entry('shop/dev/api', { deletionDate: new Date(0) });
    const { result, text } = await run({ entries: { 'shop/dev/api': gone } });
    expect(result).toMatchObject({
      status: 'nothing',
      entries: [{ existence: 'scheduled' }, {}],
    });
    expect(text).toContain(
      `\n    $ aws secretsmanager restore-secret --secret-id ${arnOf('shop/dev/api')} --region eu-central-1\n`,
    );
  });

  const adoptingOld: WorkspaceParts = {
    ...parts,
    environments: { dev: { adopt: { api: arnOf('shop/dev/api') }, values: { A: null, B: null } } },
  };

  test.each<[what: string, tags: Record<string, string>]>([
    ['of somebody else', {}],
    ['of ours', ours('api')],
  ])(
    'GIVEN the adopted one was deleted and made again, %s THEN the file adopts the one that is there',
    async (_, tags) => {
      const arn = arnOf('shop/dev/api').replace('AbCdEf', 'GhIjKl');
      const { result, file } = await run({
        parts: adoptingOld,
        entries: { 'shop/dev/api': entry('shop/dev/api', { arn, tags }) },
      });
      expect(result).toMatchObject({
        status: 'written',
        entries: [{ adopted: false }, {}],
        imports: [{ id: arn }],
      });
      expect(file().match(/secret:shop\/dev\/api-\w+/g)).toEqual(['secret:shop/dev/api-GhIjKl']);
    },
  );

  test.each<[what: string, entries: Record<string, EntryDescription>, says: RegExp]>([
    ['is gone', {}, /no deploy can import it: take it out of "adopt" in environments\/dev\.yaml/],
    [
      'is to be deleted',
      { 'shop/dev/api': entry('shop/dev/api', { deletionDate: new Date(0) }) },
      /restore-secret/,
    ],
  ])('GIVEN the adopted one %s THEN it is not said to be in order', async (_, entries, says) => {
    const { result, text } = await run({ parts: adoptingOld, entries });
    expect(result.status).toBe('nothing');
    expect(text.replace(/\s+/g, ' ')).toMatch(says);
  });

  test('GIVEN many buckets THEN some are asked about at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `bucket-${index + 10}`);
    const buckets = Object.fromEntries(names.map((name) => [name, { include: [{ originals: true }] }]));
    const { result, mostAtOnce } = await run({ parts: { ...parts, buckets } }, { dryRun: true });
    expect(result.entries.map(({ bucket }) => bucket)).toEqual(names);
    expect(mostAtOnce).toBe(8);
  });

  test('GIVEN it carries our tags THEN it is adopted only where its bucket is named', async () => {
    const entries = {
      'shop/dev/api': entry('shop/dev/api', { tags: ours('api') }),
    };
    const all = await run({ entries });
    expect(all.result).toMatchObject({
      status: 'nothing',
      entries: [{ existence: 'ours' }, {}],
    });
    const command = '\n    $ fanout adopt dev api\n';
    expect(all.text).toContain(command);
    const named = await run({ entries }, { bucket: 'api' });
    expect(named.result.status).toBe('written');
    expect(named.text).not.toContain(command);
  });

  test('GIVEN a dry run THEN nothing is written and nobody is asked', async () => {
    const { result, asked, file } = await run({ entries: apiAlone }, { dryRun: true });
    expect([result.status, asked]).toEqual(['dry-run', []]);
    expect(file()).not.toContain('adopt');
  });

  test('GIVEN a protected environment WHEN a person says no THEN nothing is written', async () => {
    const guarded = {
      ...parts,
      environments: { dev: { protected: true, values: { A: null, B: null } } },
    };
    const { result, asked, file } = await run({
      parts: guarded,
      entries: apiAlone,
      answer: false,
    });
    expect([result.status, asked]).toEqual([
      'declined',
      ['dev is protected. Adopt 1 of its entries in environments/dev.yaml?'],
    ]);
    expect(file()).not.toContain('adopt');
  });

  test('GIVEN credentials of another account THEN nothing is asked of its entries', async () => {
    await expect(run({ account: '999999999999' })).rejects.toThrow(/of account 999999999999/);
  });

  test('GIVEN names that do not exist THEN the nearest are named', async () => {
    expect((await run({}, { bucket: 'apii' })).result.misuse).toMatchObject([{ code: 'unknown-bucket' }]);
    expect((await run({}, { environment: 'deb' })).result.misuse).toMatchObject([
      { code: 'unknown-environment' },
    ]);
  });
});
