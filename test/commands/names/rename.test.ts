import { type RenameOptions, rename } from '../../../src/commands/names/rename';
import type { NamesResult } from '../../../src/commands/names/result';
import { AwsFault } from '../../../src/values/aws-fault';
import { loadWorkspace } from '../../../src/workspace';
import {
  bound,
  closed,
  codesOf,
  effectsOf,
  encrypted,
  environmentText,
  linesOf,
  open,
  opened,
  Shop,
} from './support';

const canary = 'canary-71d2';
const inDev = encrypted(canary, bound('dev', 'DB_KEY'));
const ofAlice = encrypted(canary, bound('dev-alice', 'DB_KEY', 'dev'));
const inProduction = encrypted(canary, bound('production', 'DB_KEY'));
const earlier = encrypted('before', bound('production', 'OLDEST'));

const files = {
  'fanout.yaml': `project: shop
buckets:
  api: # the backend
    include:
      - mapping: shared
      - values: { URL: "postgres://app:{DB_KEY:urlencode}@{{DB_KEY}}/{DB_HOST}" }
  ops:
    include:
      - originals: true
        only: [DB_KEY, "{DB_HOST,DB_KEY}", "DB_H*"] # what ops needs
    excludeFromPreview: [DB_KEY]
access:
  administrators: ["arn:aws:iam::123456789012:role/administrator"]
`,
  'mappings/canonical.yaml': `# every name
DB_HOST: { kind: config }
# the key of the database
DB_KEY: { owner: data } # old
`,
  'mappings/shared.yaml': 'DB_KEY: [SHARED_KEY, OTHER_KEY] # both\nDB_HOST: SHARED_HOST\n',
  'environments/dev.yaml': environmentText(
    'dev',
    { DB_HOST: 'db.dev', DB_KEY: `{ kms: ${inDev}, rotated: 2026-01-01 } # why` },
    open,
  ),
  'environments/dev-alice.yaml': environmentText(
    'dev-alice',
    { DB_KEY: `{ kms: ${ofAlice} }` },
    { extends: 'dev', protected: 'false' },
  ),
  'environments/production.yaml': environmentText(
    'production',
    { DB_HOST: 'db', DB_KEY: `{ kms: ${inProduction}, sameAs: ${earlier} }` },
    closed,
  ),
};

let shop: Shop;
beforeEach(() => {
  shop = new Shop(files);
});
afterEach(() => shop.remove());

async function run(to: string, given: Partial<RenameOptions> = {}): Promise<NamesResult> {
  const options = { ...shop.options, from: 'DB_KEY', to, keepTargets: false, ...given };
  const result = await rename(shop.context, options, shop.personal);
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return result;
}

const valueIn = (environment: string, name: string): { kms: string; sameAs?: string; rotated?: string } => {
  const { workspace } = loadWorkspace(shop.root);
  const file = workspace?.environments.get(environment as never);
  const values = new Map<string, unknown>(Object.entries(file?.value.values ?? {}));
  return (values.get(name) ?? { kms: '' }) as ReturnType<typeof valueIn>;
};

describe('renaming', () => {
  test('WHEN a name is renamed THEN it has its new name in every file, and every other line is as it was', async () => {
    const result = await run('DATABASE_KEY');
    expect([result.status, linesOf(result)]).toEqual([
      'written',
      [
        'mappings/canonical.yaml:4 renamed DATABASE_KEY',
        'mappings/shared.yaml:1 renamed DATABASE_KEY',
        'fanout.yaml:6 changed DATABASE_KEY',
        'fanout.yaml:10 changed DATABASE_KEY',
        'fanout.yaml:10 changed DATABASE_KEY',
        'fanout.yaml:11 changed DATABASE_KEY',
        'environments/dev.yaml:7 re-encrypted DATABASE_KEY',
        'environments/dev-alice.yaml:5 re-encrypted DATABASE_KEY',
        'environments/production.yaml:7 re-encrypted DATABASE_KEY',
      ],
    ]);
    expect(shop.changed('mappings/canonical.yaml')).toEqual({
      gone: ['DB_KEY: { owner: data } # old'],
      fresh: ['DATABASE_KEY: { owner: data } # old'],
    });
    expect(shop.changed('mappings/shared.yaml').fresh).toEqual([
      'DATABASE_KEY: [SHARED_KEY, OTHER_KEY] # both',
    ]);
    expect(shop.changed('fanout.yaml').fresh).toEqual([
      '      - values: { URL: "postgres://app:{DATABASE_KEY:urlencode}@{{DB_KEY}}/{DB_HOST}" }',
      '        only: [DATABASE_KEY, "{DB_HOST,DATABASE_KEY}", "DB_H*"] # what ops needs',
      '    excludeFromPreview: [DATABASE_KEY]',
    ]);
    expect(shop.changed('environments/dev.yaml').fresh).toEqual([
      `  DATABASE_KEY: { kms: ${valueIn('dev', 'DATABASE_KEY').kms}, rotated: 2026-01-01, sameAs: ${inDev} } # why`,
    ]);
    expect(shop.asked).toContain('3 of 3');
  });

  test.each([
    ['{ originals: true, except: ["DB_*"] }', '{ originals: true, except: ["DB_*", DATABASE_KEY] }'],
    ['{ originals: true, only: ["*_KEY", "D[B]_*"] }', undefined],
    ['{ originals: true, only: ["DB_K*", "DB_H*"] }', '{ originals: true, only: ["DATABASE_KEY", "DB_H*"] }'],
    ['{ mapping: shared, except: ["DB_[K-Z]*"] }', '{ mapping: shared, except: ["DATABASE_KEY"] }'],
    ['{ mapping: shared, except: ["DB_H*"] }', undefined],
  ])('GIVEN %s WHEN a name is renamed THEN the layer takes in what it did', async (layer, becomes) => {
    const text = `project: shop\nbuckets:\n  ops: { include: [${layer}, { values: { HOST: "{DB_HOST}" } }] }\n`;
    shop.remove();
    shop = new Shop({ ...files, 'fanout.yaml': text });
    expect((await run('DATABASE_KEY')).status).toBe('written');
    expect(shop.read('fanout.yaml')).toBe(text.replace(layer, becomes ?? layer));
  });

  test('WHEN a name is renamed THEN each value is bound to it, in its own environment, and comes from what it was', async () => {
    await run('DATABASE_KEY');
    for (const [environment, key, was] of [
      ['dev', 'dev', inDev],
      ['dev-alice', 'dev', ofAlice],
      // The first one stands for all that follow.
      ['production', 'production', earlier],
    ] as const) {
      const { kms, sameAs } = valueIn(environment, 'DATABASE_KEY');
      expect(opened(kms)).toMatchObject({ value: canary, ...bound(environment, 'DATABASE_KEY', key) });
      expect(sameAs).toBe(was);
    }
  });

  test('WHEN a name is renamed THEN only buckets that expose the name itself are written anew', async () => {
    const { effects, next } = await run('DATABASE_KEY');
    expect(effectsOf({ effects } as NamesResult)).toEqual(
      ['dev', 'dev-alice', 'production'].map((each) => `${each}/ops: -DB_KEY +DATABASE_KEY!`),
    );
    expect(next.join('\n')).toMatch(
      /before dev, dev-alice and production are deployed, have what reads ops read DATABASE_KEY/,
    );
    expect(next.at(-1)).toBe('commit it, and deploy dev, dev-alice and production');
  });

  test('GIVEN --keep-targets WHEN a name is renamed THEN no target is lost, and previews exclude both', async () => {
    const result = await run('DATABASE_KEY', { keepTargets: true });
    expect(effectsOf(result)).toEqual(
      ['dev', 'dev-alice', 'production'].map((each) => `${each}/ops: +DATABASE_KEY!`),
    );
    expect(shop.read('fanout.yaml')).toContain('      - values: { DB_KEY: "{DATABASE_KEY}" }\n');
    expect(shop.read('fanout.yaml')).toContain('    excludeFromPreview: [DB_KEY, DATABASE_KEY]\n');
  });

  test('GIVEN a value that the deploy is handed WHEN its name changes THEN the next step says so', async () => {
    shop.write(
      'environments/dev.yaml',
      environmentText('dev', { DB_HOST: 'x', DB_KEY: '{ variable: true, revision: 1 }' }, open),
    );
    const { next, status } = await run('DATABASE_KEY');
    expect([status, next[0]]).toEqual([
      'written',
      'hand it to the deploy of dev as DATABASE_KEY in TF_VAR_values, no longer as DB_KEY',
    ]);
  });

  test('GIVEN schemas that hold the names WHEN one is renamed THEN they are to be written again', async () => {
    shop.write('schemas/canonical.schema.json', '{}');
    expect((await run('DATABASE_KEY')).next).toContain('fanout schemas');
  });
});

describe('before anything is written', () => {
  const question =
    'production is protected. ops in dev, dev-alice and production loses DB_KEY. Rename DB_KEY to DATABASE_KEY?';

  test.each([
    [true, false, 'written'],
    [false, false, 'declined'],
    [false, true, 'written'],
  ])('GIVEN the answer %p and --yes %p THEN it is %s', async (answer, yes, status) => {
    shop.answer = answer;
    expect(await run('DATABASE_KEY', { yes })).toMatchObject({ status });
    expect(shop.asked[0]).toBe(yes ? 'account of dev' : question);
    expect(shop.isUnchanged()).toBe(status === 'declined');
  });

  test('GIVEN --dry-run THEN every line is told, AWS is not asked and nothing is written', async () => {
    shop.answer = false;
    const result = await run('DATABASE_KEY', { dryRun: true });
    expect([result.status, linesOf(result).length, shop.asked, shop.isUnchanged()]).toEqual([
      'dry-run',
      9,
      [],
      true,
    ]);
  });

  test('GIVEN credentials of another account for one environment THEN nothing is encrypted or written', async () => {
    shop.credentials = (environment) => (environment === 'production' ? '999999999999' : '123456789012');
    await expect(run('DATABASE_KEY')).rejects.toThrow(
      /of account 999999999999, but production lives in 123456789012/,
    );
    expect([shop.asked, shop.isUnchanged()]).toEqual([['account of dev', 'account of production'], true]);
  });

  test.each([0, 1, 2])('GIVEN AWS that refuses value %i THEN no file is touched', async (at) => {
    let left = at;
    shop.onReEncrypt = () => {
      left -= 1;
      if (left < 0) throw new AwsFault('throttled');
    };
    await expect(run('DATABASE_KEY')).rejects.toThrow('throttled');
    expect(shop.isUnchanged()).toBe(true);
  });

  test('GIVEN that AWS does not allow it in a protected environment THEN it says who may', async () => {
    shop.onReEncrypt = () => {
      throw new AwsFault('no', 'denied');
    };
    shop.write('environments/dev.yaml', environmentText('dev', { DB_HOST: 'x', DB_KEY: '' }, open));
    shop.write(
      'environments/dev-alice.yaml',
      environmentText('dev-alice', {}, { extends: 'dev', protected: 'false' }),
    );
    await expect(run('DATABASE_KEY')).rejects.toThrow(
      'AWS does not allow you kms:ReEncrypt on values of production, which is protected: there it is for those whom fanout.yaml names under "administrators", and for the break-glass role; nothing has been written',
    );
  });

  test('GIVEN a file that changes while AWS is asked THEN nothing is overwritten', async () => {
    shop.onReEncrypt = () => shop.write('mappings/shared.yaml', 'DB_KEY: ANOTHER\nDB_HOST: SHARED_HOST\n');
    await expect(run('DATABASE_KEY')).rejects.toThrow(
      /"mappings\/shared\.yaml" was changed by another program/,
    );
    expect(shop.read('mappings/canonical.yaml')).toBe(files['mappings/canonical.yaml']);
  });

  test('GIVEN a file that is added while AWS is asked THEN nothing is written', async () => {
    const added = environmentText('staging', { DB_KEY: '' }, open);
    shop.onReEncrypt = () => shop.write('environments/staging.yaml', added);
    await expect(run('DATABASE_KEY')).rejects.toThrow(
      '"environments/staging.yaml" was added by another program meanwhile; nothing has been written: try again',
    );
    expect([shop.isUnchanged(), shop.read('environments/staging.yaml')]).toEqual([true, added]);
  });
});

describe('what is refused', () => {
  test.each([
    ['only', 'DATABASE_*'],
    ['except', '*_SECRET'],
  ])(
    'GIVEN %s: [%j] that the new name alone matches THEN no bucket changes what it takes in',
    async (filter, glob) => {
      const name = 'DATABASE_SECRET';
      const bucket = `  more:\n    include: [{ originals: true, ${filter}: [${JSON.stringify(glob)}] }]\naccess:`;
      shop.write('fanout.yaml', files['fanout.yaml'].replace('access:', bucket));
      shop.write(
        'mappings/canonical.yaml',
        `${files['mappings/canonical.yaml']}DATABASE_A: { kind: config }\nB_SECRET: {}\n`,
      );
      const before = shop.read('fanout.yaml');
      await expect(run(name)).rejects.toThrow(
        `${name} would be matched by "${filter}" of bucket more (${JSON.stringify(glob)}), and the old name is not`,
      );
      expect(shop.read('fanout.yaml')).toBe(before);
      expect(shop.asked).toEqual([]);
    },
  );

  test.each([
    [{ from: 'DB_KEI' }, 'NEW', [[], ['unknown-name']]],
    [{}, 'new', [[], ['invalid-name']]],
    [{ profiles: ['prod'] }, 'NEW', [[], ['unknown-environment']]],
  ])('GIVEN %j to %s THEN it is a misuse', async (given, to, codes) => {
    expect(codesOf(await run(to, given))).toEqual(codes);
    expect([shop.asked, shop.isUnchanged()]).toEqual([[], true]);
  });

  test('GIVEN a name that is taken THEN it says where', async () => {
    await expect(run('DB_HOST')).rejects.toThrow(
      'DB_HOST stands already in mappings/canonical.yaml, mappings/shared.yaml, environments/dev.yaml and environments/production.yaml; nothing has been written: choose another name',
    );
  });

  test('GIVEN a result with errors that were not there THEN they are told, and nothing is written', async () => {
    const result = await run('SHARED_HOST_');
    expect(result.status).toBe('written');
    shop.remove();
    shop = new Shop({
      ...files,
      'fanout.yaml': files['fanout.yaml'].replace(
        '- mapping: shared',
        '- originals: true\n        only: [DB_KEY]\n      - mapping: shared',
      ),
    });
    const collided = await run('SHARED_HOST');
    expect([collided.status, codesOf(collided), shop.asked]).toEqual(['refused', [['collision'], []], []]);
    expect(collided.texts.get('mappings/canonical.yaml')).toContain('SHARED_HOST: { owner');
    expect(shop.isUnchanged()).toBe(true);
  });

  test('GIVEN an environment that cannot be read THEN nothing is renamed anywhere', async () => {
    shop.write('environments/production.yaml', 'values: {');
    const result = await run('DATABASE_KEY');
    expect([result.status, codesOf(result), shop.asked]).toEqual(['refused', [['yaml-syntax'], []], []]);
  });

  test('GIVEN an error that was there before THEN it does not matter', async () => {
    shop.write('mappings/shared.yaml', `${files['mappings/shared.yaml']}DB_NOTHING: X\n`);
    expect((await run('DATABASE_KEY')).status).toBe('written');
  });

  test('GIVEN a change that was cut off THEN it is finished first, but not on a dry run', async () => {
    const text = '{ "files": [] }';
    shop.write('.fanout-unfinished.json', text);
    expect(codesOf(await run('DATABASE_KEY', { dryRun: true }))).toEqual([['unfinished-write'], []]);
    expect((await run('DATABASE_KEY')).status).toBe('written');
  });
});
