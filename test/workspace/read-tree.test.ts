import fc from 'fast-check';
import { plainData } from '../../src/workspace/plain-data';
import { readTree } from '../../src/workspace/read-tree';

const read = (text: string) => {
  const { tree, diagnostics } = readTree('f.yaml', text);
  return {
    value: tree === null ? undefined : plainData(tree, []),
    faults: diagnostics.map(({ code, message, place }) => `${place?.offset} ${code}: ${message}`),
  };
};

/** The reason of the only fault. */
const reason = (text: string): string => {
  const { value, faults } = read(text);
  expect(value).toBeUndefined();
  expect(faults).toHaveLength(1);
  return (faults[0] ?? '').replace('This is not YAML that fanout can read: ', '');
};

describe('readTree', () => {
  test('GIVEN YAML 1.2 WHEN read THEN scalars are those of its core schema', () => {
    const { value, faults } = read(
      'a: yes\nb: true\nc: 0x1F\nd: ~\ne:\nf: 2027-01-01\ng: ""\nh: [1, { i: x }]\n',
    );
    expect(faults).toEqual([]);
    expect(value).toEqual({
      a: 'yes',
      b: true,
      c: 31,
      d: null,
      e: null,
      f: '2027-01-01',
      g: '',
      h: [1, { i: 'x' }],
    });
  });

  test('GIVEN keys that are no texts for YAML WHEN read THEN they keep the text that was written', () => {
    expect(Object.keys(read('1.10: a\ntrue: b\n~: c\n0x1F: d\n').value as object)).toEqual([
      '1.10',
      'true',
      '~',
      '0x1F',
    ]);
  });

  test('GIVEN names of things that every object has WHEN read THEN they are keys like any other', () => {
    const { value, faults } = read('constructor: a\ntoString: b\n');
    expect(faults).toEqual([]);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.entries(value as object)).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
    ]);
  });

  test('GIVEN the key __proto__ WHEN read THEN it is refused, and the rest is read', () => {
    const { value, faults } = read('a: 1\n__proto__: { b: 2 }\n');
    expect(faults).toEqual([
      '5 invalid-name: "__proto__" is not a key that can be used: programs that read it would lose it',
    ]);
    expect(value).toEqual({ a: 1 });
  });

  test.each([
    ['a: 1\nb: 2\na: 3\n', { a: 1, b: 2 }, 10],
    ['{ a: 1, "a": 2 }', { a: 1 }, 8],
  ])(
    'GIVEN one key twice in %j WHEN read THEN the second is reported and the first kept',
    (text, value, offset) => {
      const { diagnostics } = readTree('f.yaml', text);
      expect(read(text)).toEqual({
        value,
        faults: [`${offset} duplicate-key: The key "a" stands twice in one map`],
      });
      expect(diagnostics[0]?.related).toEqual([
        {
          place: { file: 'f.yaml', offset: text.indexOf('a'), length: 1 },
          message: 'the first one stands here',
        },
      ]);
    },
  );

  test('GIVEN aliases WHEN read THEN each is what the latest anchor of that name stands for', () => {
    const { value, faults } = read('a: &x 1\nb: [*x]\nc: &x 2\nd: { e: *x }\n&k f: *k\n');
    expect(faults).toEqual([]);
    expect(value).toEqual({ a: 1, b: [1], c: 2, d: { e: 2 }, f: 'f' });
  });

  test('GIVEN aliases that expand without end WHEN read THEN the file is refused, and fast', () => {
    const levels = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    const started = performance.now();
    expect(reason(`a0: &a0 [x]\n${levels.join('\n')}\n`)).toMatch(
      /yaml-syntax: its aliases expand to too much$/,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('GIVEN aliases within the budget WHEN read THEN they expand', () => {
    const list = `[${Array.from({ length: 99 }, (_, i) => `x${i}`).join(', ')}]`;
    const text = (uses: number) =>
      `a: &a ${list}\nb: [${Array.from({ length: uses }, () => '*a').join(', ')}]\n`;
    expect(read(text(100)).faults).toEqual([]);
    expect(reason(text(101))).toMatch(/expand to too much/);
  });

  test.each([
    ['a: &a [*a]', '7 yaml-syntax: an alias stands inside of what it stands for'],
    ['a: *b', '3 yaml-syntax: an alias has no anchor before it'],
    ['? [a]\n: b', '2 yaml-syntax: a key is not a text'],
    ['a: !!binary aGk=', '12 yaml-syntax: a tag is unknown; none is needed here'],
    ['a: !secret x', '3 yaml-syntax: a tag is unknown, or does not fit what it stands before'],
    ['b: { <<: x }', '5 yaml-syntax: merge keys (<<) are not read; write out what this one would bring in'],
    ['a: 1\n---\nb: 2', '5 yaml-syntax: it holds several documents; a file is one'],
    [
      '%YAML 1.1\n---\na: yes',
      '0 yaml-syntax: of directives (lines that begin with %) only %YAML 1.2 is read',
    ],
    ['a: "b', '5 yaml-syntax: a quote, bracket, brace, comma, colon or space is missing'],
    [
      'a: [b',
      '5 yaml-syntax: the indentation does not fit what stands above, or a bracket or brace is not closed',
    ],
    ['a:\n\tb: c', '3 yaml-syntax: a tab stands where the indentation needs spaces'],
    ['a: b: c', '3 yaml-syntax: there is a second ": " on one line; put a text that holds one in quotes'],
    [']]]]', '0 yaml-syntax: something stands where it does not belong'],
  ])('GIVEN %j WHEN read THEN it is refused in a sentence of ours', (text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  test.each(['%YAML 1.2\n---\na: 1\n', '---\na: 1\n...\n', 'a: !!int 1\n'])(
    'GIVEN %j WHEN read THEN it is fine',
    (text) => {
      expect(read(text)).toEqual({ value: { a: 1 }, faults: [] });
    },
  );

  test.each([
    ['brackets', '['.repeat(100_000), 'it is nested too deeply'],
    ['braces with keys', '{a: '.repeat(100_000), 'it is nested too deeply'],
    ['lists in lists', '- '.repeat(100_000), 'it is nested too deeply'],
    [
      'maps in maps',
      Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'it is nested too deeply',
    ],
    ['explicit keys', '? '.repeat(100_000), 'it is nested too deeply'],
    ['closing brackets', ']'.repeat(5_000_000), 'something stands where it does not belong'],
    [
      'directives',
      '%A\n'.repeat(1_000_000),
      'of directives (lines that begin with %) only %YAML 1.2 is read',
    ],
    ['documents', '---\n'.repeat(1_000_000), 'it holds several documents; a file is one'],
    ['commas', `[${'a,'.repeat(1_000_000)}`, 'it has too many parts'],
  ])('GIVEN %s without end WHEN read THEN the file is refused within seconds', (_, text, expected) => {
    const started = performance.now();
    expect(reason(text)).toContain(expected);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('GIVEN nesting WHEN read THEN there is a limit long before the stack ends', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}x${']'.repeat(levels)}`;
    expect(read(nested(90)).faults).toEqual([]);
    expect(reason(nested(110))).toContain('it is nested too deeply');
  });

  test('GIVEN a text that quotes many brackets WHEN read THEN only real nesting counts', () => {
    expect(read(`a: "${'['.repeat(500)}"\nb: |\n  ${'{'.repeat(500)}\n`).faults).toEqual([]);
  });

  test('GIVEN any text WHEN read THEN it ends in a tree or a fault, and no fault quotes the text', () => {
    const pieces = fc.constantFrom(
      'a',
      'canary',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '&x ',
      '*x',
      '!t ',
      '|',
      '>',
      '#',
      '%',
      '? ',
      '---\n',
      '\t',
      '\\',
      '\r\n',
      '<<',
      '@',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { tree, diagnostics } = readTree('f.yaml', text);
        expect(tree !== null || diagnostics.length === 1).toBe(true);
        for (const { code, message, place } of diagnostics) {
          expect(place?.offset).toBeLessThanOrEqual(text.length);
          if (code === 'yaml-syntax') expect(message).not.toContain('canary');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
