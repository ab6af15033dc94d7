// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates are what is escaped
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformLocal, TerraformStack, Testing } from 'cdktf';
import * as fc from 'fast-check';
import { insideQuotes, literal, quoted } from '../../src/stacks/escape';
import { hostileTexts } from '../support/hostile-texts';

/** What Terraform makes of a quoted string without templates: it has JSON's escapes, and takes no control character either. */
const unquoted = (code: string): unknown => JSON.parse(code);

describe('quoted', () => {
  test.each([
    ['plain é 漢 🔐 text', '"plain é 漢 🔐 text"'],
    ['${x} and %{y}', '"\\u0024{x} and \\u0025{y}"'],
    ['ends in $', '"ends in \\u0024"'],
    ['"a\\b"', '"\\"a\\\\b\\""'],
    ['a\nb\r\tc', '"a\\nb\\r\\tc"'],
    ['\u0001\u007f\u0085\u2028\ufeff', '"\\u0001\\u007f\\u0085\\u2028\\ufeff"'],
    ['#{TfToken[TOKEN.0]}', '"\\u0023{TfToken[TOKEN.0]}"'],
    ['-8.1e298', '"-8.1\\u0065298"'],
    ['a-1e', '"a-1e"'],
  ])('%j is written %s', (text, code) => {
    expect(quoted(text)).toBe(code);
  });

  test('GIVEN any text THEN nothing in it can begin a template or end the string, and it comes back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTexts)), (text) => {
        expect(insideQuotes(text)).not.toMatch(/[$%#]/);
        expect(unquoted(quoted(text))).toBe(text);
      }),
    );
  });
});

describe('literal', () => {
  let outdir = '';
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), 'fanout-escape-'));
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  test.each(['', 'plain', '100 % of $5', 'C# and "quotes" \\n', 'a-b', 'line\nline'])(
    '%j stands as it is',
    (text) => {
      expect(literal(text)).toBe(text);
    },
  );

  test.each([
    ['${x}', '${"\\u0024{x}"}'],
    ['a "%{y}"', '${"a \\"\\u0025{y}\\""}'],
    ['$${x}', '${"\\u0024\\u0024{x}"}'],
  ])('%j, which could be a template, is written %s', (text, written) => {
    expect(literal(text)).toBe(written);
  });

  test.each(hostileTexts)('GIVEN %j THEN cdktf passes it on as it is', (text) => {
    const stack = new TerraformStack(Testing.app({ outdir }), 'stack');
    new TerraformLocal(stack, 'text', literal(text));
    const { locals } = JSON.parse(Testing.synth(stack)) as { locals: { text: string } };
    expect(locals.text).toBe(literal(text));
  });
});
