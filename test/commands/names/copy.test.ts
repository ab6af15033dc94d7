import { type CopyOptions, copy } from '../../../src/commands/names/copy';
import type { NamesResult } from '../../../src/commands/names/result';
import { AwsFault } from '../../../src/values/aws-fault';
import { loadWorkspace } from '../../../src/workspace';
import { bound, closed, codesOf, encrypted, environmentText, linesOf, open, opened, Shop } from './support';

const canary = 'canary-c04e';
const inDev = encrypted(canary, bound('dev', 'KEY'));
const ofAlice = encrypted(`${canary} alice`, bound('dev-alice', 'OWN', 'dev'));
const inProduction = encrypted('prod', bound('production', 'KEY'));

const files = {
  'fanout.yaml':
    'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\naccess:\n  administrators: ["arn:aws:iam::123456789012:role/administrator"]\n',
  'mappings/canonical.yaml':
    'KEY:\nOWN: {}\nURL: { kind: config }\nREF:\nHANDED:\nABSENT: { environments: [dev] }\nEMPTY:\n',
  'environments/dev.yaml': environmentText(
    'dev',
    {
      KEY: `{ kms: ${inDev}, rotated: 2026-01-01, previous: unrevoked, sameAs: ${encrypted('x', bound('dev', 'X'))} }`,
      OWN: '',
      URL: '"https://dev # x"',
      REF: '{ secretsManager: up/x, key: k, revision: 3, previous: revoked }',
      HANDED: '{ variable: true, revision: 1 }',
      ABSENT: '{ ssm: /x, revision: 1 }',
      EMPTY: '',
    },
    open,
  ),
  'environments/dev-alice.yaml': environmentText(
    'dev-alice',
    { OWN: `{ kms: ${ofAlice} }` },
    { extends: 'dev', protected: 'false' },
  ),
  'environments/staging.yaml': `${environmentText('staging', {}, open).replace('values: # all of them', 'values: {} # none yet')}`,
  'environments/production.yaml': environmentText(
    'production',
    { KEY: `{ kms: ${inProduction} } # live`, URL: 'https://prod' },
    closed,
  ),
  'environments/elsewhere.yaml': environmentText('elsewhere', {}, { ...open, region: 'us-east-1' }),
};

let shop: Shop;
beforeEach(() => {
  shop = new Shop(files);
});
afterEach(() => shop.remove());

async function run(from: string, to: string, given: Partial<CopyOptions> = {}): Promise<NamesResult> {
  const options = { ...shop.options, from, to, names: [], replace: false, ...given };
  const result = await copy(shop.context, options, shop.personal);
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return result;
}

function valuesIn(environment: string): ReadonlyMap<string, unknown> {
  const { workspace } = loadWorkspace(shop.root);
  const file = workspace?.environments.get(environment as never);
  return new Map(Object.entries(file?.value.values ?? {}));
}

describe('copying', () => {
  test('GIVEN a new environment WHEN all is copied THEN each value stands there in its kind, bound to its new place', async () => {
    const result = await run('dev', 'staging');
    expect([result.status, linesOf(result)]).toEqual([
      'written',
      ['KEY', 'URL', 'REF', 'HANDED'].map(
        (name, index) => `environments/staging.yaml:${6 + index} copied ${name}`,
      ),
    ]);
    const values = valuesIn('staging');
    const { kms, ...rest } = values.get('KEY') as { kms: string };
    expect(opened(kms)).toMatchObject({ value: canary, ...bound('staging', 'KEY') });
    // It is a value of its own now, whatever its original came from.
    expect(rest).toEqual({ rotated: '2026-01-01' });
    expect([values.get('URL'), values.get('REF'), values.get('HANDED')]).toEqual([
      'https://dev # x',
      { secretsManager: 'up/x', key: 'k', revision: 3 },
      { variable: true, revision: 1 },
    ]);
    expect(shop.read('environments/staging.yaml')).toContain('values: # none yet\n  KEY: { kms: ');
    expect(shop.read('environments/dev.yaml')).toBe(files['environments/dev.yaml']);
  });

  test('GIVEN an inherited value WHEN it is copied THEN it is opened for the environment whose file it stands in', async () => {
    expect((await run('dev-alice', 'staging', { names: ['KEY', 'OWN'] })).status).toBe('written');
    const values = valuesIn('staging');
    expect(opened((values.get('KEY') as { kms: string }).kms).value).toBe(canary);
    expect(opened((values.get('OWN') as { kms: string }).kms)).toMatchObject({
      value: `${canary} alice`,
      ...bound('staging', 'OWN'),
    });
  });

  test('GIVEN an environment that extends another WHEN a value is copied to it THEN it is under its parent’s key', async () => {
    await run('staging', 'dev-alice');
    await run('dev', 'dev-alice', { names: ['KEY'] });
    expect(opened((valuesIn('dev-alice').get('KEY') as { kms: string }).kms)).toMatchObject(
      bound('dev-alice', 'KEY', 'dev'),
    );
    expect(shop.asked[0]).toBe('account of dev');
  });

  test('GIVEN values that are there already WHEN all is copied THEN they stay, and that is told', async () => {
    const result = await run('dev', 'production');
    expect(result.changes.map(({ name }) => name)).toEqual(['REF', 'HANDED']);
    expect(result.skipped).toEqual(
      ['KEY', 'URL'].map((name) => ({ name, reason: 'there is a value in production already (--replace)' })),
    );
    expect(shop.read('environments/production.yaml')).toContain(inProduction);
    expect(await run('dev', 'production')).toMatchObject({ status: 'unchanged', changes: [] });
  });

  test('GIVEN --replace WHEN a value is copied THEN it takes the place of what was there, whatever that was', async () => {
    expect((await run('dev', 'production', { names: ['KEY', 'REF'], replace: true })).status).toBe('written');
    expect(shop.read('environments/production.yaml')).toMatch(
      /\n {2}KEY: \{ kms: [\w+/=]+, rotated: 2026-01-01 \} # live\n {2}URL:/,
    );
  });

  test('GIVEN a name without a value WHEN it is copied THEN that is told', async () => {
    expect(await run('dev', 'staging', { names: ['EMPTY'] })).toMatchObject({
      status: 'unchanged',
      skipped: [{ name: 'EMPTY', reason: 'there is no value in dev' }],
    });
  });
});

describe('what is refused', () => {
  test('GIVEN a protected environment WHEN it is copied to one that is not THEN nothing is asked', async () => {
    await expect(run('production', 'dev')).rejects.toThrow(
      'production is protected and dev is not: values never flow to where less is denied; nothing has been written: give dev values of its own with fanout set dev NAME',
    );
    expect([shop.asked, shop.isUnchanged()]).toEqual([[], true]);
  });

  test('GIVEN another region WHEN ciphertexts are copied there THEN it says why not; configuration goes', async () => {
    await expect(run('dev', 'elsewhere')).rejects.toThrow(
      /KMS encrypts anew only within one account and region/,
    );
    expect((await run('dev', 'elsewhere', { names: ['URL'] })).status).toBe('written');
  });

  test.each([
    ['dev', 'stagin', ['KEY'], [[], ['unknown-environment']]],
    ['dev', 'staging', ['KAY'], [[], ['unknown-name']]],
    ['dev', 'staging', ['ABSENT'], [['unexpected-value'], []]],
  ])('GIVEN %s, %s and %j WHEN it is copied THEN it is refused', async (from, to, names, codes) => {
    const result = await run(from, to, { names });
    expect([result.status, codesOf(result), shop.isUnchanged()]).toEqual(['refused', codes, true]);
  });

  test('GIVEN one environment twice THEN it is refused', async () => {
    await expect(run('dev', 'dev')).rejects.toThrow(/dev is both/);
  });

  test('GIVEN AWS that refuses THEN the file is as it was, and it can be run again', async () => {
    shop.onReEncrypt = () => {
      throw new AwsFault('throttled');
    };
    await expect(run('dev', 'staging')).rejects.toThrow('throttled');
    expect(shop.isUnchanged()).toBe(true);
    shop.onReEncrypt = () => undefined;
    expect((await run('dev', 'staging')).status).toBe('written');
  });

  test.each([true, false])(
    'GIVEN a protected environment WHEN a person answers %p THEN that holds',
    async (answer) => {
      shop.answer = answer;
      const result = await run('dev', 'production', { names: ['REF'] });
      expect([result.status, shop.asked[0]]).toEqual([
        answer ? 'written' : 'declined',
        'production is protected. Copy REF to production?',
      ]);
    },
  );
});
