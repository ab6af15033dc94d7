import { type RekeyOptions, rekey } from '../../../src/commands/names/rekey';
import type { NamesResult } from '../../../src/commands/names/result';
import { AwsFault } from '../../../src/values/aws-fault';
import {
  account,
  bound,
  closed,
  codesOf,
  encrypted,
  environmentText,
  linesOf,
  open,
  opened,
  region,
  Shop,
} from './support';

const canary = 'canary-2f9b';
const key = (environment: string, name: string) =>
  encrypted(`${canary} ${name}`, bound(environment, name, 'dev'));
const [one, two, own] = [key('dev', 'ONE'), key('dev', 'TWO'), key('dev-alice', 'ONE')];
const first = encrypted('x', bound('dev', 'OLD'));

const files = {
  'fanout.yaml':
    'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\naccess:\n  administrators: ["arn:aws:iam::123456789012:role/administrator"]\n',
  'mappings/canonical.yaml': 'ONE:\nTWO: {}\nREF:\n',
  'environments/dev.yaml': environmentText(
    'dev',
    {
      ONE: `{ kms: ${one}, rotated: 2026-01-01 } # why`,
      TWO: `\n    # two\n    kms: ${two}\n    sameAs: ${first}`,
      REF: '{ ssm: /x, revision: 1 }',
    },
    open,
  ),
  'environments/dev-alice.yaml': environmentText(
    'dev-alice',
    { ONE: `{ kms: ${own} }` },
    { extends: 'dev', protected: 'false' },
  ),
  'environments/production.yaml': environmentText('production', { ONE: '', TWO: '', REF: '' }, closed),
};
const target = `arn:aws:kms:${region}:${account}:key/new`;

let shop: Shop;
beforeEach(() => {
  shop = new Shop(files);
});
afterEach(() => shop.remove());

async function run(given: Partial<RekeyOptions> = {}): Promise<NamesResult> {
  const options = { ...shop.options, environment: 'dev', to: 'new', ...given };
  const result = await rekey(shop.context, options, shop.personal);
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return result;
}
const ciphertexts = (path: string): string[] =>
  [...shop.read(path).matchAll(/kms: ([\w+/=]+)/g)].map(([, text = '']) => text);

describe('another key', () => {
  test('WHEN values are brought under it THEN all are, those of what extends it too, each in its place', async () => {
    const result = await run();
    expect([result.status, linesOf(result)]).toEqual([
      'written',
      [
        'environments/dev.yaml:6 re-encrypted ONE',
        'environments/dev.yaml:7 re-encrypted TWO',
        'environments/dev-alice.yaml:5 re-encrypted ONE',
      ],
    ]);
    const made = [...ciphertexts('environments/dev.yaml'), ...ciphertexts('environments/dev-alice.yaml')];
    expect(made.map(opened)).toMatchObject([
      { value: `${canary} ONE`, keyAlias: target, context: { environment: 'dev', name: 'ONE' } },
      { value: `${canary} TWO`, keyAlias: target, context: { environment: 'dev', name: 'TWO' } },
      { value: `${canary} ONE`, keyAlias: target, context: { environment: 'dev-alice', name: 'ONE' } },
    ]);
    expect(shop.changed('environments/dev.yaml')).toEqual({
      gone: [`  ONE: { kms: ${one}, rotated: 2026-01-01 } # why`, `    kms: ${two}`],
      fresh: [`  ONE: { kms: ${made[0]}, rotated: 2026-01-01, sameAs: ${one} } # why`, `    kms: ${made[1]}`],
    });
    expect(shop.asked.filter((each) => each.startsWith('account'))).toEqual([
      'account of dev',
      'account of dev',
    ]);
  });

  test('WHEN values are brought under it THEN no entry is written anew', async () => {
    expect((await run()).effects).toEqual([]);
  });

  test('GIVEN an alias that still means the old key THEN the steps tell when it is to be moved', async () => {
    const { next } = await run();
    expect(next).toHaveLength(5);
    expect(next[2]).toMatch(
      /administrator bring new into the foundation .*aws_kms_key\.dev.* alias\/shop\/dev then means new/,
    );
    expect(next[3]).toMatch(/^merge it then, not before, and let the administrator deploy dev/);
  });

  test('GIVEN an alias that means the new key already THEN it asks where the values are, and goes on from there', async () => {
    const old = `arn:aws:kms:${region}:${account}:key/old`;
    const kms = encrypted(canary, { ...bound('dev', 'ONE'), keyAlias: old });
    shop.write(
      'environments/dev.yaml',
      environmentText('dev', { ONE: `{ kms: ${kms} }`, TWO: '', REF: '' }, open),
    );
    shop.write(
      'environments/dev-alice.yaml',
      environmentText('dev-alice', {}, { extends: 'dev', protected: 'false' }),
    );
    shop.aliases.set('alias/shop/dev', target);
    await expect(run()).rejects.toThrow(
      '--to is the key that alias/shop/dev means already: say with --from which one the values are under; nothing has been written',
    );
    await expect(run({ from: target })).rejects.toThrow('--from and --to are one key');
    const { status, next } = await run({ from: 'old' });
    expect([status, next.length]).toEqual(['written', 3]);
    expect(next[1]).toMatch(/^merge it, and let the administrator deploy dev/);
  });

  test('GIVEN AWS that refuses one value THEN no file is touched', async () => {
    let left = 2;
    shop.onReEncrypt = () => {
      left -= 1;
      if (left < 0) throw new AwsFault('refused');
    };
    await expect(run()).rejects.toThrow('refused');
    expect(shop.isUnchanged()).toBe(true);
  });

  test('GIVEN --dry-run THEN the lines are told and AWS is not asked', async () => {
    const result = await run({ dryRun: true });
    expect([result.status, linesOf(result).length, shop.asked, shop.isUnchanged()]).toEqual([
      'dry-run',
      3,
      [],
      true,
    ]);
  });

  test('GIVEN no value at all THEN there is nothing to do', async () => {
    expect(await run({ environment: 'production' })).toMatchObject({ status: 'unchanged', next: [] });
  });
});

describe('what is refused', () => {
  test('GIVEN what extends another environment THEN it says whose key that is', async () => {
    await expect(run({ environment: 'dev-alice' })).rejects.toThrow(
      'dev-alice extends dev and has no key of its own: its values come along with fanout rekey dev',
    );
  });

  test.each<Partial<RekeyOptions>>([{ to: '' }, { to: 'new\u001b[31m' }, { from: 'old key' }])(
    'GIVEN %j, which no key is called, THEN nothing is asked of AWS, also in a dry run',
    async (given) => {
      await expect(run({ ...given, dryRun: true })).rejects.toThrow('is no key of KMS');
      expect([shop.asked, shop.isUnchanged()]).toEqual([[], true]);
    },
  );

  test('GIVEN an environment that is not there THEN it is a misuse', async () => {
    expect(codesOf(await run({ environment: 'deev' }))).toEqual([[], ['unknown-environment']]);
  });

  test.each([
    ['new', 'give the id, the ARN or the alias of a key that there is'],
    ['alias/shop/dev', 'deploy the foundation stack first: npx cdktf deploy foundation'],
  ])('GIVEN no key %s THEN it says what to do, and nothing is encrypted', async (key, remedy) => {
    shop.missing.add(key);
    await expect(run()).rejects.toThrow(
      `AWS knows no key ${key} in ${region}; nothing has been written: ${remedy}`,
    );
    expect(shop.isUnchanged()).toBe(true);
  });

  test.each<[what: string, description: object, says: RegExp]>([
    ['disabled', { state: 'Disabled' }, /The key new is Disabled, not Enabled/],
    ['in another account', { account: '999999999999' }, /only within one account and region/],
    [
      'in another region',
      { arn: target.replace(region, 'us-east-1') },
      /is in 123456789012, us-east-1, but dev lives in/,
    ],
  ])('GIVEN a key that is %s THEN nothing is encrypted', async (_, description, says) => {
    const { edges } = shop;
    const aws: typeof edges.aws = (environment) => ({
      ...edges.aws(environment),
      findKey: async () => ({ arn: target, account, state: 'Enabled', ...description }),
    });
    const options = { ...shop.options, environment: 'dev', to: 'new' };
    await expect(rekey(shop.context, options, { ...edges, aws })).rejects.toThrow(says);
    expect(shop.isUnchanged()).toBe(true);
  });
});
