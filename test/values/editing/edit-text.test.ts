import fc from 'fast-check';
import { writeEditScalar } from '../../../src/values/editing/edit-scalar';
import { type EditText, writeEditText } from '../../../src/values/editing/edit-text';
import { readEditText } from '../../../src/values/editing/read-edit-text';
import { SecretValue } from '../../../src/values/secret-value';
import { hostileTexts } from '../../support/hostile-texts';

const given = (values: Readonly<Record<string, string | null>>, rest: Partial<EditText> = {}): EditText => ({
  project: 'shop',
  environment: 'dev',
  shown: Object.entries(values).map(([name, value]) => ({
    name,
    kind: name.startsWith('CONFIG') ? 'config' : 'secret',
    value: value === null ? null : new SecretValue(value),
  })),
  closed: [],
  ...rest,
});
const read = (text: SecretValue | string, names: readonly string[] = ['A', 'B', 'DB_PASSWORD']) =>
  readEditText(typeof text === 'string' ? new SecretValue(text) : text, new Set(names));
const revealed = ({ values }: ReturnType<typeof read>) =>
  Object.fromEntries([...values].map(([name, { value }]) => [name, value?.reveal() ?? null]));

describe('the text that is offered', () => {
  test('WHEN it is written THEN secrets, configuration and what is not shown stand apart, below what to do', () => {
    const text = writeEditText({
      ...given({ A: 'one', CONFIG_URL: 'https://x.example.com', B: null }),
      closed: [{ name: 'OTHER', reason: 'a reference (ssm), revision 1' }],
    }).reveal();
    const [header = '', ...sections] = text.split('\n\n');
    expect(header).toContain('# Values of dev (shop), decrypted for you alone.');
    expect(sections).toEqual([
      '# Secrets\nA: one\nB:',
      '# Configuration: stands in the file in plain text, and is shown in plans\nCONFIG_URL: https://x.example.com',
      '# Not shown; take away the mark and write a text to put in a new value\n# OTHER:  # a reference (ssm), revision 1\n',
    ]);
    for (const line of header.split('\n')) expect(line).toMatch(/^#.{0,79}$/);
  });

  test.each<[value: string, written: string]>([
    ['plain text', 'plain text'],
    ['true', 'true'],
    ['1.10', '1.10'],
    ['*star', "'*star'"],
    ['null', "'null'"],
    [' x ', "' x '"],
    ['{"a": "b"}', `'{"a": "b"}'`],
    ["it's # a", "|-\n  it's # a"],
    ['one\ntwo\n', '|\n  one\n  two\n'],
    ['one\n\ntwo', '|-\n  one\n\n  two'],
    ['  deep\nflat', '|2-\n    deep\n  flat'],
    ['blank\n\n', '"blank\\n\\n"'],
    ['  x\n ', '"  x\\n "'],
    ['zero\u200Bwidth', '"zero\\u200Bwidth"'],
    ['one\r\ntwo', '"one\\r\\ntwo"'],
  ])('GIVEN %j WHEN it is written THEN it is easy to edit', (value, written) => {
    expect(writeEditScalar(value)).toBe(written.replace(/\n$/, ''));
  });

  test('GIVEN any texts WHEN they are written and read THEN each is what it was, to the byte', () => {
    const text = fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('\n', ' ', '\t', '#', 'a', ':', "'", '"', '-', '|', '\r', '  '))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const values = Object.fromEntries(
          texts.map((value, index) => [`${index % 2 === 0 ? 'CONFIG' : 'SECRET'}_${index}`, value]),
        );
        const result = read(writeEditText(given(values)), Object.keys(values));
        expect([revealed(result), result.faults]).toEqual([values, []]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(hostileTexts.map((text) => [text]))('GIVEN %j THEN it survives, first and last', (text) => {
    const values = { A: text, B: text };
    expect(revealed(read(writeEditText(given(values))))).toEqual(values);
  });
});

describe('the text that comes back', () => {
  test('GIVEN all ways to write a text THEN each is read as the text that it is written with, and its line told', () => {
    const text = '\uFEFF# x\nA: 007\nB: |\n  one\n  two\nDB_PASSWORD:\nC: ~\nD: 0x1F\nE: "a\\tb"\nF: yes\n';
    const { values, faults } = read(text, ['A', 'B', 'C', 'D', 'E', 'F', 'DB_PASSWORD']);
    expect(revealed({ values, faults })).toEqual({
      A: '007',
      B: 'one\ntwo\n',
      DB_PASSWORD: null,
      C: null,
      D: '0x1F',
      E: 'a\tb',
      F: 'yes',
    });
    expect([...values.values()].map(({ line }) => line)).toEqual([2, 3, 6, 7, 8, 9, 10]);
    expect(faults).toEqual([]);
  });

  test.each(['', '# nothing\n', '\n\n'])('GIVEN %j THEN nothing stands there', (text) => {
    expect(read(text)).toEqual({ values: new Map(), faults: [] });
  });

  const canary = 'canary-77aa';
  test.each<[what: string, text: string, line: number, says: RegExp]>([
    ['an unclosed quote', `A: x\nB: "${canary}\n`, 2, /This cannot be read: a quote/],
    ['a tab', `A:\n\t${canary}: x\n`, 2, /This cannot be read: a tab/],
    ['a text alone', canary, 1, /other than names with their values/],
    ['a list', `- ${canary}`, 1, /other than names with their values/],
    ['two documents', `A: x\n---\nA: ${canary}\n`, 2, /several documents/],
    ['a name twice', `A: x\nB: y\nA: ${canary}\n`, 3, /^A stands here for the second time/],
    [
      'a name that is mistyped',
      `A: x\nDB_PASWORD: ${canary}\n`,
      2,
      /no canonical name: did you mean "DB_PASSWORD"\?/,
    ],
    [
      'a line of a value without its indentation',
      `A: |-\n  x\n${canary}: x\n`,
      3,
      /no canonical name: correct it, or indent/,
    ],
    [
      'JSON without quotes',
      `A: {"key": "${canary}"}\n`,
      1,
      /A is a list, a map or an alias here: put the text in single/,
    ],
    ['a map', `A:\n  ${canary}: x\n`, 1, /A is a list, a map/],
    ['an alias', `A: &x ${canary}\nB: *x\n`, 1, /The value of A begins with a sign that means something/],
    ['a tag', `A: !${canary} x\n`, 1, /cannot be read: a tag is unknown|begins with a sign/],
    ['a key that is none', `? [${canary}]\n: x\n`, 1, /no canonical name/],
  ])('GIVEN %s THEN its line says what to do, without a part of the text', (_, text, line, says) => {
    const { faults } = read(text);
    expect(faults[0]).toEqual({ line, message: expect.stringMatching(says) });
    expect(JSON.stringify(faults)).not.toContain(canary);
  });

  test('GIVEN several faults THEN all are told, and what is sound is read', () => {
    const { values, faults } = read('A: x\nNOPE: x\nB: [1]\nDB_PASSWORD: y\n');
    expect([faults.map(({ line }) => line), [...values.keys()]]).toEqual([
      [2, 3],
      ['A', 'DB_PASSWORD'],
    ]);
  });
});
