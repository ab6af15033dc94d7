import { checkValue } from '../../src/values/check-value';
import { SecretValue } from '../../src/values/secret-value';

const secret = { kind: 'secret', format: undefined, minLength: undefined } as const;
const config = { ...secret, kind: 'config' } as const;
const strict = { keepWhitespace: false };
const canary = 'canary-03c5';

function taken(input: string, entry: Parameters<typeof checkValue>[1] = secret, options = strict) {
  const checked = checkValue(Buffer.from(input), entry, options);
  return 'value' in checked ? checked.value.reveal() : checked.fault;
}

describe('what a value may be', () => {
  test.each([
    ['plain', 'plain'],
    ['with a line end\n', 'with a line end'],
    ['with a Windows line end\r\n', 'with a Windows line end'],
    ['two\nlines\n', 'two\nlines'],
    ['% { $', '% { $'],
    ['é ü 漢字 🔐', 'é ü 漢字 🔐'],
    ['a'.repeat(4096), 'a'.repeat(4096)],
    [`${'a'.repeat(4096)}\n`, 'a'.repeat(4096)],
  ])('GIVEN %j WHEN it is checked THEN it is taken, without the one line end of echo', (input, value) => {
    expect(taken(input)).toBe(value);
  });

  test.each(['two\nlines', 'x'.repeat(3)])(
    'GIVEN the text %j, decoded already WHEN it is checked THEN it is taken to the letter',
    (text) => {
      const options = { keepWhitespace: false, allowDummy: true };
      expect(checkValue(text, secret, options)).toEqual({ value: new SecretValue(text) });
      expect(checkValue(`${text}\n`, secret, options)).toEqual({
        fault: expect.objectContaining({ reason: expect.stringMatching(/white space/) }),
      });
    },
  );

  test.each([' a', 'a ', 'a\n\n', '\n', 'a\r\n'])(
    'GIVEN %j WHEN white space is kept THEN every byte is',
    (input) => {
      expect(taken(input, secret, { keepWhitespace: true })).toBe(input);
    },
  );

  test.each<[what: string, input: string | Uint8Array, reason: RegExp, remedy: RegExp]>([
    ['nothing', '', /empty/, /by hand/],
    ['a line end alone', '\n', /empty/, /by hand/],
    ['bytes that are no UTF-8', new Uint8Array([...Buffer.from(canary), 0xff]), /not UTF-8/, /base64/],
    ['half a character', new Uint8Array([0xf0, 0x9f, 0x94]), /not UTF-8/, /base64/],
    ['NUL', `${canary}\0`, /NUL/, /base64/],
    ['another normalization form', `${canary}e\u0301`, /form C/, /base64/],
    ['half of a surrogate pair', `${canary}\ud800`, /valid Unicode/, /base64/],
    ['a placeholder', '<your-api-key>', /placeholder/, /--allow-dummy/],
    ['white space before it', ` ${canary}`, /white space/, /--keep-whitespace/],
    ['white space behind it', `${canary}\t`, /white space/, /--keep-whitespace/],
    ['two line ends', `${canary}\n\n`, /white space/, /--keep-whitespace/],
    ['a byte-order mark', `\uFEFF${canary}`, /white space/, /--keep-whitespace/],
    ['4,097 bytes', canary + 'a'.repeat(4097 - canary.length), /4097 bytes/, /secretsManager/],
    ['4,097 bytes in fewer characters', 'é'.repeat(2049), /4098 bytes/, /secretsManager/],
  ])('GIVEN %s WHEN it is checked THEN it is refused, without the value', (_, input, reason, remedy) => {
    const bytes = typeof input === 'string' && !input.includes('\ud800') ? Buffer.from(input) : input;
    const checked = checkValue(bytes, secret, strict);
    expect(checked).toEqual({
      fault: { reason: expect.stringMatching(reason), remedy: expect.stringMatching(remedy) },
    });
    expect(JSON.stringify(checked)).not.toContain(canary);
  });

  test('GIVEN configuration WHEN it is longer than KMS encrypts THEN it is taken, up to what an entry holds', () => {
    expect(taken('a'.repeat(65_536), config)).toHaveLength(65_536);
    expect(taken('a'.repeat(65_537), config)).toMatchObject({ reason: expect.stringMatching(/65537 bytes/) });
  });

  test.each<[entry: object, good: string, bad: string]>([
    [{ format: 'url' }, 'https://example.com', canary],
    [{ format: 'json' }, '{"a": 1}', `{${canary}`],
    [{ format: { pattern: 'ab+' } }, 'abbb', canary],
    [{ minLength: 12 }, canary.repeat(2), canary],
  ])('GIVEN %j WHEN a value is of it THEN it is taken, else refused', (fields, good, bad) => {
    const entry = { ...secret, ...fields };
    expect(taken(good, entry)).toBe(good);
    expect(taken(bad, entry)).toMatchObject({ remedy: expect.stringMatching(/canonical\.yaml/) });
    expect(JSON.stringify(taken(bad, entry))).not.toContain(canary);
  });
});
