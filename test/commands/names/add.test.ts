import { type AddOptions, add } from '../../../src/commands/names/add';
import type { NamesResult } from '../../../src/commands/names/result';
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
  Shop,
} from './support';

const live = `{ kms: ${encrypted('x', bound('production', 'A_KEY'))} }`;
const files = {
  'fanout.yaml':
    'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\naccess:\n  administrators: ["arn:aws:iam::123456789012:role/administrator"]\n',
  'mappings/canonical.yaml': '# sorted\nA_KEY: {}\n# the last one\nZ_KEY:\n',
  'environments/dev.yaml': environmentText('dev', { Z_KEY: '', A_KEY: '' }, open),
  'environments/dev-alice.yaml': environmentText('dev-alice', {}, { extends: 'dev', protected: 'false' }),
  'environments/production.yaml': environmentText(
    'production',
    { A_KEY: live, Z_KEY: live.replace('A_KEY', 'Z_KEY') },
    closed,
  ),
};

let shop: Shop;
beforeEach(() => {
  shop = new Shop(files);
});
afterEach(() => shop.remove());

async function run(name: string, given: Partial<AddOptions> = {}): Promise<NamesResult> {
  return add(shop.context, { ...shop.options, name, entry: {}, environments: [], ...given }, shop.personal);
}

test('WHEN a name is added THEN it stands in the map and in every file that needs it, where it belongs', async () => {
  const result = await run('M_KEY', {
    entry: { description: 'what: for', owner: 'data', rotateEvery: '90d' },
  });
  expect([result.status, linesOf(result)]).toEqual([
    'written',
    [
      'mappings/canonical.yaml:3 added M_KEY',
      'environments/dev.yaml:8 added M_KEY',
      'environments/production.yaml:7 added M_KEY',
    ],
  ]);
  expect(shop.read('mappings/canonical.yaml')).toBe(
    '# sorted\nA_KEY: {}\nM_KEY: { description: "what: for", owner: data, rotateEvery: 90d }\n# the last one\nZ_KEY:\n',
  );
  expect(shop.read('environments/dev.yaml')).toBe(`${files['environments/dev.yaml']}  M_KEY:\n`);
  expect(shop.read('environments/production.yaml')).toContain('\n  M_KEY:\n  Z_KEY:');
  expect(shop.read('environments/dev-alice.yaml')).toBe(files['environments/dev-alice.yaml']);
  // A deployed bucket waits for its value: what is to be done is told, and nothing is refused.
  expect(result.next.slice(0, 2)).toEqual(['fanout set dev M_KEY', 'fanout set production M_KEY']);
  expect(effectsOf(result)).toContain('production/api: +M_KEY');
  expect(loadWorkspace(shop.root).diagnostics).toEqual([]);
});

test('GIVEN environments of its own WHEN a name is added THEN only those have it', async () => {
  const result = await run('M_KEY', { environments: ['dev-alice'], entry: { public: true } });
  expect(linesOf(result)).toEqual([
    'mappings/canonical.yaml:3 added M_KEY',
    'environments/dev-alice.yaml:5 added M_KEY',
  ]);
  expect(shop.read('mappings/canonical.yaml')).toContain(
    'M_KEY: { public: true, environments: [dev-alice] }\n',
  );
});

test.each([true, false])(
  'GIVEN a protected environment WHEN a person answers %p THEN that holds',
  async (answer) => {
    shop.answer = answer;
    expect((await run('M_KEY')).status).toBe(answer ? 'written' : 'declined');
    expect([shop.asked, shop.isUnchanged()]).toEqual([['production is protected. Add M_KEY?'], !answer]);
  },
);

test('GIVEN --dry-run WHEN a name is added THEN the lines are told and nothing is written', async () => {
  shop.answer = false;
  const result = await run('M_KEY', { dryRun: true });
  expect([result.status, linesOf(result).length, shop.isUnchanged()]).toEqual(['dry-run', 3, true]);
});

test.each<[name: string, given: Partial<AddOptions>, codes: string[][]]>([
  ['m_key', {}, [[], ['invalid-name']]],
  ['M_KEY', { environments: ['deev'] }, [[], ['unknown-environment']]],
  ['M_KEY', { entry: { rotateEvery: 'often' } }, [[], ['wrong-type']]],
  ['M_KEY', { entry: { format: { pattern: '(' } } }, [[], ['wrong-type']]],
])(
  'GIVEN %s with %j WHEN it is added THEN it is refused, and nothing is written',
  async (name, given, codes) => {
    const result = await run(name, given);
    expect([result.status, codesOf(result), shop.isUnchanged()]).toEqual(['refused', codes, true]);
  },
);

test('GIVEN a name that is there WHEN it is added THEN it says so', async () => {
  await expect(run('A_KEY')).rejects.toThrow('A_KEY stands in mappings/canonical.yaml already');
});

test('GIVEN a canonical map without a name WHEN the first one is added THEN it is there', async () => {
  shop.write('mappings/canonical.yaml', '# none yet\n{}\n');
  shop.write('environments/dev.yaml', environmentText('dev', {}, open));
  shop.write('environments/production.yaml', environmentText('production', {}, closed));
  expect((await run('M_KEY')).status).toBe('written');
  expect(shop.read('mappings/canonical.yaml')).toBe('# none yet\nM_KEY:\n');
});
