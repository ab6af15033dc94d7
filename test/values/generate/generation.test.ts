import { createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { formatFault } from '../../../src/model/format';
import { parseAlphabet } from '../../../src/values/generate/alphabet';
import type { Generated, GenerationOptions } from '../../../src/values/generate/generated';
import { planGeneration } from '../../../src/values/generate/generation';

type Entry = Parameters<typeof planGeneration>[1];
const free: Entry = { format: undefined, minLength: undefined };

async function generated(options: GenerationOptions, entry: Entry = free): Promise<Generated> {
  const generation = planGeneration(options, entry);
  if ('refused' in generation) throw new Error(generation.refused);
  return generation.make();
}
const text = async (options: GenerationOptions, entry?: Entry): Promise<string> =>
  (await generated(options, entry)).value.reveal();

describe('texts', () => {
  test.each<[what: string, options: GenerationOptions, expected: RegExp]>([
    ['nothing', {}, /^[\w-]{43}$/],
    ['base64url', { format: 'base64url', length: 22 }, /^[\w-]{22}$/],
    ['hex', { format: 'hex' }, /^[0-9a-f]{64}$/],
    ['an odd number of hex digits', { format: 'hex', length: 33 }, /^[0-9a-f]{33}$/],
    ['uuid', { format: 'uuid' }, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['an alphabet', { alphabet: 'a-f!', length: 40 }, /^[a-f!]{40}$/],
    ['an alphabet alone', { alphabet: '0-9' }, /^[0-9]{32}$/],
  ])('GIVEN %s WHEN generated twice THEN as asked for, and not the same', async (_, options, expected) => {
    const [one, other] = [await text(options), await text(options)];
    expect([one, other]).toEqual([expect.stringMatching(expected), expect.stringMatching(expected)]);
    expect(one).not.toBe(other);
  });

  test('GIVEN any length WHEN generated THEN it is that long, to the character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('base64url' as const, 'hex' as const),
        fc.integer({ min: 16, max: 4096 }),
        async (format, length) => (await text({ format, length })).length === length,
      ),
      { numRuns: 50 },
    );
  });

  test.each<[GenerationOptions, number]>([
    [{ alphabet: 'a-zA-Z0-9', length: 4000 }, 62],
    [{ format: 'base64url', length: 4001 }, 64],
    [{ format: 'hex', length: 4001 }, 16],
  ])('GIVEN %j WHEN many are drawn THEN no character is likelier than another', async (options, size) => {
    const counts = new Map<string, number>();
    let drawn = 0;
    for (let round = 0; round < 40; round += 1) {
      for (const character of await text(options)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
        drawn += 1;
      }
    }
    const expected = drawn / size;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(size);
    // Six standard deviations above the mean: by chance once in far more than a million runs.
    expect(chiSquared).toBeLessThan(size - 1 + 6 * Math.sqrt(2 * (size - 1)) + 20);
  });

  test('GIVEN a pattern and a least length WHEN generated THEN both are met', async () => {
    const pattern = { format: { pattern: '(?=.*[0-9])[a-z0-9]{20}' }, minLength: undefined };
    for (let round = 0; round < 50; round += 1) {
      expect(formatFault(await text({ alphabet: 'a-z0-9', length: 20 }, pattern), pattern)).toBeUndefined();
    }
    expect(await text({}, { format: undefined, minLength: 60 })).toHaveLength(60);
    expect(await text({ format: 'hex' }, { format: undefined, minLength: 60 })).toHaveLength(64);
  });
});

describe('key pairs', () => {
  test.each<[GenerationOptions, type: string, bits: number | undefined]>([
    [{ format: 'ed25519' }, 'ed25519', undefined],
    [{ format: 'rsa', length: 2048 }, 'rsa', 2048],
  ])('GIVEN %j WHEN generated THEN a private key with its public half', async (options, type, bits) => {
    const pem: Entry = { format: 'pem', minLength: undefined };
    const { value, publicKey } = await generated(options, pem);
    const key = createPrivateKey(value.reveal());
    expect([key.asymmetricKeyType, key.asymmetricKeyDetails?.modulusLength]).toEqual([type, bits]);
    expect(publicKey).toBe(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
    expect(formatFault(value.reveal(), pem)).toBeUndefined();
    expect(value.reveal()).toMatch(/-$/);
  });

  test('GIVEN the longest key WHEN generated THEN KMS can encrypt it', async () => {
    expect((await text({ format: 'rsa', length: 4096 })).length).toBeLessThanOrEqual(4096);
  });
});

test.each<[GenerationOptions, string | null]>([
  [{ format: 'hex', length: 15 }, 'A value of 15 such characters can be guessed: 16 or more are better'],
  [{ format: 'hex', length: 16 }, null],
  [{ alphabet: '01', length: 63 }, 'A value of 63 such characters can be guessed: 64 or more are better'],
  [{ format: 'uuid' }, null],
  [{ format: 'ed25519' }, null],
])('GIVEN %j WHEN planned THEN it says whether such a value can be guessed', (options, weak) => {
  expect(planGeneration(options, free)).toMatchObject({ weak });
});

describe('what is refused', () => {
  test.each<[GenerationOptions, Partial<Entry>, RegExp]>([
    [{ format: 'hex', length: 4097 }, {}, /up to 4096 bytes/],
    [{ format: 'uuid', length: 36 }, {}, /leave out --length/],
    [{ format: 'ed25519', length: 256 }, {}, /leave out --length/],
    [{ format: 'rsa', length: 1024 }, {}, /2048, 3072 or 4096/],
    [{ format: 'hex', alphabet: 'ab' }, {}, /--alphabet goes with --generate alone/],
    [{ format: 'rsa', alphabet: 'ab' }, {}, /--alphabet goes with --generate alone/],
    [{ alphabet: 'abca' }, {}, /has a twice/],
    [{ alphabet: 'a-cb' }, {}, /has b twice/],
    [{ alphabet: 'a' }, {}, /at least two/],
    [{ alphabet: 'z-a' }, {}, /at least two/],
    [{ alphabet: 'a b' }, {}, /printable ASCII/],
    [{ alphabet: 'äö' }, {}, /printable ASCII/],
    [{}, { format: 'pem' }, /--generate rsa or --generate ed25519/],
    [{}, { format: 'url' }, /no such value can be generated/],
    [{ format: 'hex' }, { format: 'json' }, /no such value can be generated/],
    [{ format: 'rsa' }, { format: { pattern: 'x+' } }, /something else/],
    [{ format: 'hex', length: 32 }, { minLength: 40 }, /at least 40 characters long: choose another/],
    [{ format: 'hex' }, { format: { pattern: '[A-Z]+' } }, /matches the pattern \[A-Z\]\+: choose another/],
  ])('GIVEN %j for %j WHEN planned THEN a sentence says so', (options, entry, says) => {
    expect(planGeneration(options, { ...free, ...entry })).toEqual({ refused: expect.stringMatching(says) });
  });

  test('GIVEN a hyphen that is no range WHEN read THEN it is a character', () => {
    expect(parseAlphabet('-a-c_')).toEqual({ characters: ['-', 'a', 'b', 'c', '_'] });
    expect(parseAlphabet('a-C-')).toEqual({ refused: expect.stringMatching(/has - twice/) });
  });
});
