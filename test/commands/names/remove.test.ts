import { baseTakes } from '../../../src/commands/names/base-takes';
import { type RemoveOptions, remove } from '../../../src/commands/names/remove';
import type { NamesResult } from '../../../src/commands/names/result';
import { removeFolders } from '../../support/cli';
import { TestRepository } from '../../support/repository';
import {
  bound,
  closed,
  codesOf,
  effectsOf,
  encrypted,
  environmentText,
  linesOf,
  open,
  Shop,
} from './support';

const value = (environment: string, name: string) => `{ kms: ${encrypted('x', bound(environment, name))} }`;
const values = (environment: string) => ({
  A: value(environment, 'A'),
  GONE: `${value(environment, 'GONE')} # why`,
  B: value(environment, 'B'),
});
const files = {
  'fanout.yaml': `project: shop
buckets:
  api:
    include:
      - mapping: shared
      - values: { ALIAS: "{GONE:base64}", URL: "x{A}" }
    excludeFromPreview: [ALIAS, URL]
  ops:
    include:
      - originals: true # all
      - mapping: shared
        override: { GONE: "the mapping's is meant" }
  few:
    include:
      - originals: true
        only: [GONE, "A*"]
  rest:
    include:
      - originals: true
        except: [B] # not this one
    allowReserved: { GONE: "none is" }
access:
  administrators: ["arn:aws:iam::123456789012:role/administrator"]
`,
  'mappings/canonical.yaml': 'A:\n# to be removed\nGONE: { owner: data }\nB:\n',
  'mappings/shared.yaml': '# what is shared\nGONE: SHARED_GONE\nB: [SHARED_B, GONE]\n',
  'environments/dev.yaml': environmentText('dev', values('dev'), open),
  'environments/production.yaml': environmentText('production', values('production'), closed),
};

let shop: Shop;
beforeEach(() => {
  shop = new Shop(files);
});
afterEach(() => shop.remove());

async function run(
  given: Partial<RemoveOptions> = {},
  base: ReturnType<typeof baseTakes> = () => null,
): Promise<NamesResult> {
  const options = { ...shop.options, name: 'GONE', deployed: false, ...given };
  return remove(shop.context, options, { ...shop.personal, baseTakes: base });
}

describe('the first step', () => {
  test('GIVEN buckets that take a name WHEN it is removed THEN it leaves mappings and layers, and its values stay', async () => {
    const result = await run();
    expect([result.status, linesOf(result)]).toEqual([
      'written',
      [
        'mappings/shared.yaml:2 removed GONE',
        'fanout.yaml:6 removed GONE',
        'fanout.yaml:7 removed GONE',
        'fanout.yaml:11 changed GONE',
        'fanout.yaml:12 removed GONE',
        'fanout.yaml:16 removed GONE',
        'fanout.yaml:20 changed GONE',
        'fanout.yaml:21 removed GONE',
      ],
    ]);
    expect(shop.read('mappings/shared.yaml')).toBe('# what is shared\nB: [SHARED_B, GONE]\n');
    const manifest = shop.read('fanout.yaml');
    expect(manifest).toContain('      - values: { URL: "x{A}" }\n    excludeFromPreview: [URL]\n');
    expect(manifest).toContain(
      '      - originals: true # all\n        except: [GONE]\n      - mapping: shared\n  few:',
    );
    expect(manifest).toContain('        only: ["A*"]\n');
    expect(manifest).toContain('        except: [B, GONE] # not this one\naccess:');
    for (const path of [
      'mappings/canonical.yaml',
      'environments/dev.yaml',
      'environments/production.yaml',
    ] as const)
      expect(shop.read(path)).toBe(files[path]);
  });

  test('WHEN it is done THEN what entries lose is told, and what is to be deployed before', async () => {
    const result = await run();
    expect(effectsOf(result).filter((each) => each.startsWith('dev'))).toEqual([
      'dev/api: -ALIAS -SHARED_GONE!',
      'dev/few: -GONE!',
      'dev/ops: -SHARED_GONE!',
      'dev/rest: -GONE!',
    ]);
    expect(result.next).toEqual([
      'deploy services that no longer read ALIAS, GONE and SHARED_GONE from api, few, ops and rest',
      'commit it, and deploy dev and production',
      'when that is deployed and nothing misses it, run fanout remove GONE again: it then leaves the files',
    ]);
  });

  test.each([true, false])(
    'GIVEN entries that are deployed WHEN a person answers %p THEN that holds',
    async (answer) => {
      shop.answer = answer;
      expect((await run()).status).toBe(answer ? 'written' : 'declined');
      expect(shop.asked.join()).toMatch(
        /^api in dev and production loses ALIAS and SHARED_GONE\. few and rest in dev and production lose GONE\. .* Take GONE out of the buckets\?$/,
      );
    },
  );

  test.each<[what: string, from: string, to: string, says: RegExp]>([
    ['a computed value of more', '"x{A}"', '"{GONE}{A}"', /^URL in bucket api is made from it and from more/],
    [
      'nothing else in a layer of values',
      ', URL: "x{A}"',
      '',
      /^A layer of bucket api takes in nothing else/,
    ],
    [
      'nothing else in a layer of originals',
      'only: [GONE, "A*"]',
      'only: [GONE]',
      /^A layer of bucket few takes in nothing else/,
    ],
  ])(
    'GIVEN %s WHEN it is removed THEN that is left to people, and nothing is written',
    async (_, from, to, says) => {
      const text = files['fanout.yaml']
        .replace(from, to)
        .replace('    excludeFromPreview: [ALIAS, URL]\n', '');
      shop.remove();
      shop = new Shop({ ...files, 'fanout.yaml': text });
      await expect(run()).rejects.toThrow(says);
      expect(shop.isUnchanged()).toBe(true);
    },
  );

  test.each([
    ['only: [GONE, "G*", B]', 'only: [B]'],
    ['only: ["G*", B]', 'only: [B]'],
    ['only: [GONE, "[GB]*"]', 'only: ["[GB]*"]\n        except: [GONE]'],
  ])('GIVEN %s WHEN the name is removed THEN no glob takes it in any more', async (only, becomes) => {
    shop.remove();
    shop = new Shop({ ...files, 'fanout.yaml': files['fanout.yaml'].replace('only: [GONE, "A*"]', only) });
    expect((await run()).status).toBe('written');
    expect(shop.read('fanout.yaml')).toContain(`        ${becomes}\n`);
    expect((await run()).status).toBe('written');
    expect(shop.read('fanout.yaml')).not.toContain('GONE');
  });

  test('GIVEN a glob that excludes nothing else WHEN the name is removed for good THEN it goes as well', async () => {
    const text = files['fanout.yaml'].replace('except: [B] # not this one', 'except: [B, "G*"]');
    shop.remove();
    shop = new Shop({ ...files, 'fanout.yaml': text.replace(/ {4}allowReserved.*\n/, '') });
    expect((await run()).status).toBe('written');
    expect((await run()).status).toBe('written');
    expect(shop.read('fanout.yaml')).toContain('        except: [B]\n');
  });

  test('GIVEN a mapping that would be empty WHEN it is removed THEN the error is told, and nothing is written', async () => {
    shop.write('mappings/shared.yaml', 'GONE: SHARED_GONE\n');
    shop.write(
      'fanout.yaml',
      files['fanout.yaml'].replace('\n        override: { GONE: "the mapping\'s is meant" }', ''),
    );
    expect(codesOf(await run())[0]).not.toEqual([]);
    expect(shop.read('mappings/shared.yaml')).toBe('GONE: SHARED_GONE\n');
  });
});

describe('the second step', () => {
  beforeEach(async () => {
    await run();
  });

  test('GIVEN that no bucket takes it WHEN it is removed again THEN it leaves every file, with its comments', async () => {
    const result = await run();
    expect([result.status, linesOf(result), result.effects]).toEqual([
      'written',
      [
        'mappings/canonical.yaml:3 removed GONE',
        'fanout.yaml:11 removed GONE',
        'fanout.yaml:20 removed GONE',
        'environments/dev.yaml:7 removed GONE',
        'environments/production.yaml:7 removed GONE',
      ],
      [],
    ]);
    expect(shop.read('mappings/canonical.yaml')).toBe('A:\nB:\n');
    expect(shop.changed('environments/dev.yaml')).toEqual({
      gone: [files['environments/dev.yaml'].split('\n')[6]],
      fresh: [],
    });
    expect(shop.read('fanout.yaml')).toContain('      - originals: true # all\n      - mapping: shared\n');
    expect(shop.read('fanout.yaml')).toContain('        except: [B] # not this one\n');
    expect(codesOf(await run())).toEqual([[], ['unknown-name']]);
  });

  test('GIVEN a default branch whose buckets take it WHEN it is removed THEN it is refused until somebody says otherwise', async () => {
    const before = shop.read('environments/dev.yaml');
    const base = () => ({ ref: 'origin/main', takes: true });
    await expect(run({}, base)).rejects.toThrow(
      'Buckets still take GONE on origin/main, so a deployed one may hold it: merge and deploy what takes it out of them first, then run this again (--deployed says that this has happened); nothing has been written',
    );
    expect(shop.read('environments/dev.yaml')).toBe(before);
    expect((await run({}, () => ({ ref: 'origin/main', takes: false }))).status).toBe('written');
  });

  test('GIVEN --deployed WHEN it is removed THEN the base is not asked', async () => {
    const base = () => {
      throw new Error('asked');
    };
    expect((await run({ deployed: true }, base)).status).toBe('written');
  });

  test.each([true, false])(
    'GIVEN a protected environment WHEN a person answers %p THEN that holds',
    async (answer) => {
      shop.answer = answer;
      expect((await run()).status).toBe(answer ? 'written' : 'declined');
      expect(shop.asked).toEqual(['production is protected. Remove GONE and its values?']);
    },
  );
});

describe('the base', () => {
  afterAll(removeFolders);

  test('GIVEN a repository WHEN the base is asked THEN it tells whether a bucket takes a name there', () => {
    const repository = new TestRepository(new Map(Object.entries(files)));
    const ask = () => baseTakes({ ...shop.context, workspace: repository.folder })('GONE' as never);
    expect(ask()).toBeNull();
    repository.commit('all');
    expect(ask()).toEqual({ ref: 'main', takes: true });
    repository.write({
      'fanout.yaml': 'project: shop\nbuckets:\n  api: { include: [{ originals: true, only: [A] }] }\n',
    });
    expect(ask()).toEqual({ ref: 'main', takes: true });
    repository.commit('out of the buckets');
    expect(ask()).toEqual({ ref: 'main', takes: false });
  });

  test('GIVEN no repository WHEN the base is asked THEN nothing is known', () => {
    expect(baseTakes(shop.context)('GONE' as never)).toBeNull();
  });
});
