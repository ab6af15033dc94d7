import fc from 'fast-check';
import { Masker } from '../../../src/values/mask/masker';
import { patternsOf } from '../../../src/values/mask/patterns';
import { SecretValue } from '../../../src/values/secret-value';

const maskerOf = (values: readonly string[]): Masker =>
  new Masker(values.map((text) => new SecretValue(text)));

/** What comes out of a stream that arrives in these parts. */
function masked(values: readonly string[], ...parts: readonly (string | Buffer)[]): string {
  const masker = maskerOf(values);
  const shown = parts.map((part) => masker.write(Buffer.from(part)));
  return Buffer.concat([...shown, masker.end()]).toString('utf8');
}

describe('hiding values in a stream', () => {
  test.each<[what: string, values: string[], text: string, expected: string]>([
    ['a value', ['secret'], 'the secret is out', 'the *** is out'],
    ['values side by side', ['secret', 'hidden'], 'secrethidden', '******'],
    ['one twice', ['secret'], 'secret secret', '*** ***'],
    ['values that overlap', ['abcdef', 'defghi'], '.abcdefghi.', '.***.'],
    ['a value in another', ['password', 'password-2', 'word'], 'password-2 word', '*** ***'],
    ['one that begins like a value and goes on otherwise', ['aaaab'], 'aaaaaab aaaac', 'aa*** aaaac'],
    ['the beginning of one at the end', ['secret'], 'a secre', 'a secre'],
    ['several bytes a character', ['pässwörd🔐'], 'ü pässwörd🔐 ü', 'ü *** ü'],
    ['a value of 4 bytes', ['abcd'], 'xabcdx', 'x***x'],
    ['one that is too short', ['abc', ''], 'xabcx', 'xabcx'],
    ['none', [], 'anything', 'anything'],
    ['nothing', ['secret'], '', ''],
  ])('GIVEN %s WHEN it passes THEN only that is hidden', (_, values, text, expected) => {
    expect(masked(values, text)).toBe(expected);
  });

  test('GIVEN a text WHEN it is cut in two at every byte THEN the same comes out', () => {
    const values = ['pässwörd🔐', 'wörd🔐-more', 'aaaab', 'line\nline'];
    const bytes = Buffer.from('x pässwörd🔐-more aaaaaab line\nline pässwö');
    const whole = masked(values, bytes);
    expect(whole).toBe('x *** aa*** *** pässwö');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(masked(values, bytes.subarray(0, at), bytes.subarray(at))).toBe(whole);
    }
    expect(masked(values, ...[...bytes].map((byte) => Buffer.of(byte)))).toBe(whole);
  });

  test('GIVEN any values and any text WHEN it comes in any parts THEN it is as if every covered byte were replaced', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ü'), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 4 }),
        fc.array(fc.oneof(letters, fc.constantFrom('.', ' ')), { maxLength: 12 }),
        fc.array(fc.nat(40), { maxLength: 5 }),
        (values, words, cuts) => {
          const bytes = Buffer.from(words.join(''));
          const places = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort(
            (a, b) => a - b,
          );
          const parts = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          expect(masked(values, ...parts)).toBe(slowly(values, bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('GIVEN what is no beginning of a value WHEN it comes THEN it is shown at once', () => {
    const masker = maskerOf(['secret']);
    expect(masker.write(Buffer.from('Password: ')).toString()).toBe('Password: ');
    expect(masker.write(Buffer.from('se')).toString()).toBe('');
    expect(masker.write(Buffer.from('t up')).toString()).toBe('set up');
  });

  test('GIVEN bytes that are no text WHEN they pass THEN they stay as they are', () => {
    const bytes = Buffer.from([0, 0xff, 0xfe, 0x80, 10]);
    expect(Buffer.concat([maskerOf(['secret']).write(bytes)])).toEqual(bytes);
  });

  test('GIVEN many values that begin alike WHEN a long output passes THEN it takes no time to speak of', () => {
    const masker = maskerOf(Array.from({ length: 1000 }, (_, index) => `value-${index}-${'x'.repeat(40)}`));
    const chunk = Buffer.from('value-value-valu '.repeat(4000));
    const start = process.hrtime.bigint();
    for (let count = 0; count < 16; count += 1) masker.write(chunk);
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(10);
  });
});

/** By definition: every byte that belongs to a pattern somewhere is hidden; what overlaps is one. */
function slowly(values: readonly string[], bytes: Buffer): string {
  const patterns = values.flatMap((text) => patternsOf(new SecretValue(text)));
  const out: Buffer[] = [];
  let covered = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const here = patterns.filter((pattern) => bytes.subarray(at, at + pattern.length).equals(pattern));
    const longest = Math.max(0, ...here.map(({ length }) => length));
    if (longest > 0 && at >= covered) out.push(Buffer.from('***'));
    if (longest === 0 && at >= covered) out.push(bytes.subarray(at, at + 1));
    covered = Math.max(covered, longest > 0 ? at + longest : 0);
  }
  return Buffer.concat(out).toString('utf8');
}

describe('other writings of a value', () => {
  const value = 'p/ss w+rd"🔐\\x';

  test.each<[what: string, text: string]>([
    ['JSON', JSON.stringify({ password: value })],
    ['JSON in JSON', JSON.stringify({ inner: value })],
    ['a query', new URLSearchParams({ password: value }).toString()],
    ['a part of a URL', `https://app:${encodeURIComponent(value)}@db.example.com`],
    ['base64', Buffer.from(value).toString('base64')],
    ['base64 for URLs', Buffer.from(value).toString('base64url')],
    ['basic authorization, one byte before', Buffer.from(`a:${value}`).toString('base64')],
    ['basic authorization, two bytes before', Buffer.from(`ab:${value}`).toString('base64')],
    ['basic authorization, more behind', Buffer.from(`app:${value}@host`).toString('base64')],
  ])('GIVEN a value in %s WHEN it passes THEN it is hidden', (_, text) => {
    const shown = masked([value], text);
    expect(shown).toContain('***');
    const middle = Buffer.from(value).toString('base64').slice(3, 12);
    for (const telling of ['ss w', 'ss%20w', 'ss+w', middle]) expect(shown).not.toContain(telling);
  });

  test.each<[what: string, writing: string]>([
    ["Python's JSON", '"a/b<c>&d=\'\\u00fc\\ud83d\\udd10"'],
    ["Go's JSON", '"a/b\\u003cc\\u003e\\u0026d=\'ü🔐"'],
    ["Gson's JSON", '"a/b\\u003cc\\u003e\\u0026d\\u003d\\u0027ü🔐"'],
    ["PHP's JSON", '"a\\/b<c>&d=\'\\u00fc\\ud83d\\udd10"'],
    ["PHP's JSON in UTF-8", '"a\\/b<c>&d=\'ü🔐"'],
    ['a URL in lower case', '"a%2fb%3cc%3e%26d%3d%27%c3%bc%f0%9f%94%90"'],
  ])('GIVEN a value in %s WHEN it passes THEN it is hidden', (_, writing) => {
    expect(masked(["a/b<c>&d='ü🔐"], writing)).toBe('"***"');
  });

  test('GIVEN a value of several lines WHEN they are printed one by one THEN each is hidden', () => {
    const pem = '-----BEGIN KEY-----\nAAAABBBBCCCC\nx\n-----END KEY-----\n';
    expect(masked([pem], '1: -----BEGIN KEY-----\n2:   AAAABBBBCCCC\n3: x\n')).toBe(
      '1: ***\n2:   ***\n3: x\n',
    );
    expect(masked([pem], pem)).toBe('***');
  });
});
