import { parse } from 'dotenv';
import * as fc from 'fast-check';
import { dotenvReaders, formatOf } from '../../../src/values/formats';
import { readSource } from '../../../src/values/sources/read-source';
import type { SourceFormat } from '../../../src/values/sources/source';
import { hostileTexts } from '../../support/hostile-texts';

const canary = 'canary-61e0';
const read = (format: SourceFormat, source: string | Uint8Array, path: string | null = null) => {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const result = readSource(bytes, { format, path: path?.split('.') ?? null });
  expect(JSON.stringify(result)).not.toContain(canary);
  return 'faults' in result
    ? result.faults.map(({ line, message }) => `${line}: ${message}`)
    : Object.fromEntries([...result.values].map(([key, value]) => [key, value?.reveal() ?? null]));
};

describe('.env files', () => {
  test.each([
    ['A=1\nB: two\nexport C=three\n', { A: '1', B: 'two', C: 'three' }],
    ['# A=1\n\n  # more\nA=2 # said', { A: '2' }],
    ["A=\"one\ntwo\" # end\nB='x\\'y'\nC=`\"'`", { A: 'one\ntwo', B: "x\\'y", C: '"\'' }],
    ['\uFEFFA=1\r\nB="x\r\ny"\r\n', { A: '1', B: 'x\ny' }],
    ['A=\nB=""\nC=1.10', { A: '', B: '', C: '1.10' }],
    ['A="#1"\nB= x # y', { A: '#1', B: 'x' }],
    ['', {}],
  ])('GIVEN %j WHEN it is read THEN as the package dotenv reads it', (text, values) => {
    expect(read('dotenv', text)).toEqual(values);
    expect(parse(text.replace('\uFEFF', ''))).toEqual(values);
  });

  test.each([
    [`A=1\n${canary}\nB=2`, ['2: This line is no NAME=VALUE, and would be dropped']],
    ['A=1\n\nB=2\nA=1', ['4: The name in this line stands in line 1 already: remove one of the two']],
    ['B="x\ny"\nB=3', ['3: The name in this line stands in line 1 already: remove one of the two']],
    [`A="${canary}\nB=1`, ['1: A quote is opened in this line, and never closed']],
    [`A='x' ${canary}`, ['1: Something stands behind the closing quote']],
    [`A="x\ny" ${canary}`, ['1: Something stands behind the closing quote']],
    [
      `A=${canary}#b`,
      ['1: A # ends the value in the middle of a word for some programs: put the value in quotes'],
    ],
    ['-----BEGIN KEY-----\nMIIE==\n', ['1: This line is no NAME=VALUE, and would be dropped']],
    [
      `B=2\n# x\u2028A=${canary}`,
      ['null: Programs would not agree on what is read here: put the value in quotes that it does not hold'],
    ],
    ["A=\n'B'", ['2: This line is no NAME=VALUE, and would be dropped']],
  ])(
    'GIVEN %j WHEN it is read THEN what would be dropped is said by line, and nothing is taken',
    (text, faults) => {
      expect(read('dotenv', text)).toEqual(faults);
    },
  );

  test('GIVEN what sync writes WHEN it is read THEN the very values, where quotes stand in no quotes of their kind', () => {
    const format = formatOf('dotenv', [...dotenvReaders].slice(0, 1));
    const texts = hostileTexts.filter((text) => !/["'\r]/.test(text));
    expect(texts.length).toBeGreaterThan(10);
    for (const value of texts) {
      const written = format.write('A', value);
      if ('text' in written) expect(read('dotenv', written.text)).toEqual({ A: value });
    }
  });

  test('GIVEN any text WHEN it is read THEN it is what dotenv reads, or refused', () => {
    const piece = fc.constantFrom(
      'A',
      'B',
      '=',
      ':',
      ' ',
      '"',
      "'",
      '`',
      '\\',
      '#',
      '\n',
      '\r\n',
      'x',
      'export ',
      '\t',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const result = read('dotenv', text);
        if (!Array.isArray(result)) expect(result).toEqual(parse(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('JSON', () => {
  test.each([
    [
      '{"A":"x","B":1.10,"C":true,"D":null,"E":1e3}',
      null,
      { A: 'x', B: '1.10', C: 'true', D: null, E: '1e3' },
    ],
    ['\uFEFF{ "A" : "\\ud83d\\ude00\\n\\"" }\r\n', null, { A: '😀\n"' }],
    ['{"dev":{"db":{"A":"x"}},"main":[]}', 'dev.db', { A: 'x' }],
    ['{"__proto__":"x"}', null, Object.fromEntries([['__proto__', 'x']])],
    ['{}', null, {}],
  ])('GIVEN %j at %j WHEN it is read THEN numbers keep their text', (text, path, values) => {
    expect(read('json', text, path)).toEqual(values);
  });

  test.each([
    [`{"A": ${canary}}`, null, ['null: This is not valid JSON']],
    ['["x"]', null, ['null: This is JSON, but no object of names']],
    ['{"A":"x",\n "B":{"A":1},\n "A":"y"}', null, ['3: A key stands here that stands above already']],
    ['{"B":{"A":1,"A":2}}', null, ['1: A key stands here that stands above already']],
    [
      '{"A":{"B":"x"},"C":["y"]}',
      null,
      [
        'null: "A" is a map of names, and not a value: say which one is meant with --path, or write what is to stay JSON as a text',
        'null: "C" is a list, and not a text',
      ],
    ],
    ['{"sandbox":{"A":"x"}}', 'sandbax', ['null: The source has no "sandbax": do you mean "sandbox"?']],
    ['{"sandbox":{"A":"x"}}', 'sandbox.qqqqqqq', ['null: "sandbox" has no "qqqqqqq": there is A']],
    ['{"sandbox":"x"}', 'sandbox', ['null: "sandbox" is no map of names']],
    [
      `{"AKIA${'A'.repeat(16)}":{}}`,
      null,
      [
        'null: A key that is no name is a map of names, and not a value: say which one is meant with --path, or write what is to stay JSON as a text',
      ],
    ],
  ])('GIVEN %j at %j WHEN it is read THEN why it is not taken', (text, path, faults) => {
    expect(read('json', text, path)).toEqual(faults);
  });
});

test('GIVEN JSON that is nested without end WHEN it is read THEN it is refused', () => {
  const deep = `{"A":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(read('json', deep)).toEqual(['null: It is nested too deeply']);
});

describe('variables of Terraform', () => {
  test.each([
    [
      'environment_secrets = {\n  A = "x\\n"\n  "b-c" = 1.10\n}\nother = "y"\n',
      null,
      { A: 'x\n', 'b-c': '1.10' },
    ],
    ['A = "x"\nB = true\nC = null\n', null, { A: 'x', B: 'true', C: null }],
    ['environment_secrets = { dev = { A = "x" } }', 'environment_secrets.dev', { A: 'x' }],
    ['{"environment_secrets":{"A":"x"}}', null, { A: 'x' }],
    ['A = <<EOT\none\ntwo\nEOT\n', null, { A: 'one\ntwo\n' }],
  ])('GIVEN %j at %j WHEN it is read THEN its map of secrets', (text, path, values) => {
    expect(read('tfvars', text, path)).toEqual(values);
  });

  test.each([
    [`A = "x"\nB = "\${${canary}}"\n`, /^2: This cannot be read: a template/],
    [`A = upper("${canary}")\n`, /^1: This cannot be read: what stands here is not a name/],
    ['A = "x"\nA = "y"\n', /^2: This cannot be read: a name is given a value twice$/],
  ])('GIVEN %j WHEN it is read THEN its line, and why', (text, sentence) => {
    expect(read('tfvars', text)).toEqual([expect.stringMatching(sentence)]);
  });
});

test.each(['dotenv', 'json', 'tfvars'] as const)(
  'GIVEN bytes that are no UTF-8 WHEN read as %s THEN it says so',
  (format) => {
    expect(read(format, Buffer.from([0x41, 0x3d, 0xff]))).toEqual(['null: This is not UTF-8 text']);
  },
);

test('GIVEN random text WHEN it is read THEN there are values or faults, never an exception', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom<SourceFormat>('dotenv', 'json', 'tfvars'),
      (text, format) => {
        read(format, text);
      },
    ),
  );
});
