import fc from 'fast-check';
import { parse } from 'yaml';
import { editEnvironment } from '../../src/values/edit-environment';
import type { NewValue } from '../../src/values/new-value';
import { hostileTexts } from '../support/hostile-texts';

/** How a value may stand in a file; `>` is where the lines of a block are indented to. */
const written = [
  '',
  'old',
  '1.10',
  'true',
  '"quo\\"ted # text"',
  "'it''s'",
  '&anchor text',
  'plain text\n>over lines',
  '"quoted text\n>  over lines"',
  '|\n>literal\n>\n>  text',
  '>- # why\n>folded\n>text',
  '|+\n>kept',
  '{ kms: AQICold, rotated: 2020-01-01 }',
  '{ rotated: 2020-01-01, kms: "AQICold" }',
  '{ # why\n>  kms: AQICold, # this\n>  rotated: 2020-01-01,\n>}',
  '\n>kms: AQICold # this\n>rotated: 2020-01-01',
  '\n># why\n>kms: >-\n>  AQIC\n>  old',
  '{ ssm: /a, revision: 1 }',
  '\n>secretsManager: upstream/a\n># why\n>key: x\n>revision: 2',
  '{ variable: true, revision: 1 }',
];
/** Behind a value that ends on its line. */
const comments = ['', ' # note', '   # {a: [b, "c'];

interface Line {
  readonly key: string;
  readonly value: string;
  readonly comment: string;
  readonly above: string;
}
interface File {
  readonly lines: readonly Line[];
  readonly indent: number;
  readonly eol: string;
  readonly mark: string;
  readonly tail: string;
  readonly isFinished: boolean;
}

const line = fc.record({
  key: fc.constantFrom('"', "'", ''),
  value: fc.constantFrom(...written),
  comment: fc.constantFrom(...comments),
  above: fc.constantFrom('', '\n', '# why\n', '>>># deep\n\n'),
});
const file: fc.Arbitrary<File> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  indent: fc.integer({ min: 1, max: 5 }),
  eol: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  tail: fc.constantFrom(
    '',
    '# end\n',
    '\nbackend: { s3: { bucket: b, key: k, region: r } } # last\n',
    '...\n',
  ),
  isFinished: fc.boolean(),
});

const nameOf = (index: number): string => `NAME_${index}`;

/** The text of a file, and where the value of each name begins and ends in it. */
function compose({ lines, indent, eol, mark, tail, isFinished }: File) {
  const ends: { from: number; to: number }[] = [];
  const withEol = (text: string): string => text.replaceAll('\n', eol);
  let text = mark + withEol('# head\nenvironment: dev # {\nvalues: # all of them\n');
  for (const [index, { key, value, comment, above }] of lines.entries()) {
    // Deeper than the names, but not so deep that it would belong to a block.
    text += withEol(above.replace('>>>', ' '.repeat(indent + 1)));
    text += `${' '.repeat(indent)}${key}${nameOf(index)}${key}:`;
    const from = text.length;
    const onOneLine = !value.includes('\n') || /[}"]$/.test(value);
    text += value === '' || value.startsWith('\n') ? '' : ' ';
    text += withEol(value.replace(/\n>/g, `\n${' '.repeat(indent + 2)}`));
    ends.push({ from, to: text.length });
    text += (onOneLine ? comment : '') + eol;
  }
  text += withEol(tail);
  return { text: isFinished ? text : text.replace(/[\r\n]+$/, ''), ends };
}

/** Every plain scalar as it is written. */
const read = (text: string): { values: Record<string, unknown> } =>
  parse(text, { schema: 'failsafe', logLevel: 'error' });

/** Aliases without an anchor are not seen where a file is edited: what cannot be read does not get there. */
function isReadable(text: string): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

const hostile = hostileTexts.filter((text) => text !== '');
/** What the command line writes: configuration in plain, or a ciphertext. */
type Written = Exclude<NewValue, { kind: 'fields' }>;
const config = fc
  .oneof(
    fc.constantFrom(...hostile),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.string({ minLength: 1 }),
  )
  .map((value): Written => ({ kind: 'config', value }));
const secret = fc.uint8Array({ minLength: 60, maxLength: 90 }).map((bytes): Written => {
  const ciphertext = Buffer.from([1, 2, ...bytes]).toString('base64');
  return { kind: 'secret', ciphertext, rotated: '2026-11-22' };
});
const expected = (value: Written): unknown =>
  value.kind === 'config' ? value.value : { kms: value.ciphertext, rotated: value.rotated };

describe('editing any file', () => {
  test('WHEN a value is replaced THEN nothing else is, in what it says and in its text', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.oneof(config, secret), (layout, pick, value) => {
        const { text, ends } = compose(layout);
        const index = pick % layout.lines.length;
        const name = nameOf(index);
        const end = ends[index] ?? { from: 0, to: 0 };

        const edited = editEnvironment(text, new Map([[name, value]]));

        if ('refused' in edited) throw new Error(edited.refused);
        const before = read(text);
        expect(read(edited.text)).toEqual({
          ...before,
          values: { ...before.values, [name]: expected(value) },
        });
        expect(Object.keys(read(edited.text).values)).toEqual(Object.keys(before.values));
        expect(edited.text.slice(0, end.from)).toBe(text.slice(0, end.from));
        expect(edited.text.endsWith(text.slice(end.to))).toBe(true);
        expect(edited.text.split(/\r?\n/)[(edited.lines.get(name) ?? 0) - 1]).toContain(name);
      }),
      { numRuns: 300 },
    );
  });

  test('WHEN a name is added THEN it is the last one, and all of the text before is still there', () => {
    fc.assert(
      fc.property(file, fc.oneof(config, secret), (layout, value) => {
        const { text } = compose(layout);

        const edited = editEnvironment(text, new Map([['NEW_NAME', value]]));

        // A block that keeps the line ends behind it would change with a line end at the end of the file.
        if ('refused' in edited) return expect(layout.isFinished).toBe(false);
        const before = read(text);
        expect(read(edited.text)).toEqual({
          ...before,
          values: { ...before.values, NEW_NAME: expected(value) },
        });
        expect(Object.keys(read(edited.text).values).at(-1)).toBe('NEW_NAME');
        const lines = edited.text.split(layout.eol);
        const added = lines.splice((edited.lines.get('NEW_NAME') ?? 0) - 1, 1);
        expect(added[0]).toMatch(new RegExp(`^ {${layout.indent}}["']?NEW_NAME["']?: `));
        expect(lines.join(layout.eol)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('WHEN several are replaced and added THEN what stands between them is as it was, and it is as one after the other', () => {
    const values = fc.array(fc.option(fc.oneof(config, secret)), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(file, values, (layout, picked) => {
        const { text, ends } = compose(layout);
        const names = picked.flatMap((value, index) =>
          value === null ? [] : [[nameOf(index), value] as const],
        );

        const edited = editEnvironment(text, new Map(names));

        if ('refused' in edited) return expect(layout.isFinished).toBe(false);
        const before = read(text);
        expect(read(edited.text)).toEqual({
          ...before,
          values: {
            ...before.values,
            ...Object.fromEntries(names.map(([name, value]) => [name, expected(value)])),
          },
        });
        const touched = ends.filter((_, index) => (picked[index] ?? null) !== null);
        let at = 0;
        for (const [index, { from }] of touched.entries()) {
          const kept = text.slice(touched[index - 1]?.to ?? 0, from);
          at = edited.text.indexOf(kept, at);
          expect(at).not.toBe(-1);
          at += kept.length;
        }
        let alone = text;
        for (const [name, value] of names) {
          const one = editEnvironment(alone, new Map([[name, value]]));
          alone = 'refused' in one ? alone : one.text;
        }
        expect(edited.text).toBe(alone);
        const written = edited.text.split(/\r?\n/);
        for (const [name, line] of edited.lines) expect(written[line - 1]).toContain(name);
      }),
      { numRuns: 200 },
    );
  });

  test('GIVEN a thousand names WHEN half of them are set THEN it takes a few times as long as one, and not hundreds', () => {
    const cipher = (index: number): Written => ({
      kind: 'secret',
      ciphertext: Buffer.alloc(150, index).toString('base64'),
      rotated: '2026-11-22',
    });
    const lines = Array.from({ length: 1000 }, (_, index) => `  ${nameOf(index)}: { kms: old${index} }\n`);
    const text = `environment: dev\nvalues:\n${lines.join('')}`;
    const names = Array.from({ length: 500 }, (_, index) => [nameOf(index * 3), cipher(index)] as const);
    const time = (values: typeof names): number => {
      const start = process.hrtime.bigint();
      const edited = editEnvironment(text, new Map(values));
      const end = process.hrtime.bigint();
      expect(edited).toMatchObject({ lines: { size: values.length } });
      return Number(end - start);
    };
    const least = (values: typeof names): number => Math.min(...[1, 2, 3].map(() => time(values)));
    expect(least(names)).toBeLessThan(30 * least(names.slice(0, 1)));
  });

  test('GIVEN any text at all WHEN a value is set THEN it is edited or refused, and never crashes', () => {
    const soup = fc.array(
      fc.constantFrom(
        'values',
        'A',
        ':',
        ' ',
        '\n',
        '  ',
        '{',
        '}',
        '[',
        ',',
        '- ',
        '"',
        "'",
        '|',
        '>',
        '&a',
        '*a',
        '#',
        '? ',
        '~',
        '---',
        '!!str',
        '\t',
        '\r',
        '\r\n',
        '<<',
        '%YAML 1.1\n',
      ),
      { maxLength: 40 },
    );
    const texts = fc.oneof(
      fc.string(),
      soup.map((parts) => parts.join('')),
      soup.map((parts) => `values:\n  A: ${parts.join('')}`),
    );
    fc.assert(
      fc.property(texts, fc.oneof(config, secret), (text, value) => {
        const edited = editEnvironment(text, new Map([['A', value]]));
        if ('refused' in edited) expect(edited.refused).not.toBe('');
        else if (isReadable(text)) expect(read(edited.text).values.A).toEqual(expected(value));
      }),
      { numRuns: 1000 },
    );
  });
});
