import { loadEnvConfig } from '@next/env';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { type DotenvReader, formatOf } from '../../../src/values/formats';
import { readPythonDotenv } from '../../../src/values/formats/python-dotenv';
import { pythonDotenv, sourced, withEnvFile } from './support/real-readers';
import { nastyText, nastyValues } from './support/texts';
import { written } from './support/write';

const node = (text: string): ReadonlyMap<string, string> => new Map(Object.entries(parse(text)));
const combinations: readonly (readonly DotenvReader[])[] = [
  ['node'],
  ['python'],
  ['expand'],
  ['node', 'python'],
  ['node', 'expand'],
  ['node', 'python', 'expand'],
];

describe('what is written for the package dotenv and for python-dotenv', () => {
  test.each(combinations.filter((readers) => readers.includes('node')))(
    'GIVEN any values WHEN they are written for %s and %s THEN dotenv reads the same',
    (...readers) => {
      const format = formatOf('dotenv', readers);
      fc.assert(
        fc.property(fc.array(nastyText(), { maxLength: 6 }), (texts) => {
          const { text, held } = written(format, new Map(texts.map((each, index) => [`N${index}`, each])));
          expect(node(text)).toEqual(held);
        }),
      );
    },
  );

  test.each(combinations.filter((readers) => readers.includes('python')))(
    'GIVEN any values WHEN they are written for %s THEN python-dotenv itself reads the same',
    (...readers) => {
      const { text, held } = written(formatOf('dotenv', readers), nastyValues(1500));
      expect(held.size).toBeGreaterThan(600);
      expect(readPythonDotenv(text)).toEqual(held);
      if (pythonDotenv === undefined) return;
      expect(new Map(Object.entries(pythonDotenv([text])[0] ?? {}))).toEqual(held);
    },
  );

  test('GIVEN any values WHEN they are written for node, and for python where possible THEN both read what is not said to be misread', () => {
    const format = formatOf('dotenv', ['node'], 'python');
    for (const [name, value] of nastyValues(1500)) {
      const result = format.write(name, value);
      if (!('text' in result)) continue;
      expect(node(result.text).get(name)).toBe(value);
      expect(readPythonDotenv(result.text).get(name) === value).toBe(result.misreadBy === undefined);
    }
  });

  test('GIVEN files that nobody wrote with care WHEN read THEN our reading is that of python-dotenv', () => {
    const pieces = [
      'A=',
      "B='",
      'export C = "',
      'x',
      "'",
      '"',
      '\\',
      '#',
      ' ',
      '\n',
      '\r\n',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: python-dotenv expands it
      '${A}',
      "'Q'=",
      'n',
      '\u0085',
      'D',
    ];
    const files = fc.sample(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 30 }), {
      numRuns: 3000,
      seed: 7,
    });
    const theirs = pythonDotenv?.(files) ?? [];
    theirs.forEach((read, index) => {
      const file = files[index] ?? '';
      const given = Object.entries(read).filter(([, value]) => value !== null);
      expect([file, readPythonDotenv(file)]).toEqual([file, new Map(given)]);
    });
  });

  test('GIVEN any values WHEN they are written for what expands variables THEN Next.js reads the same', () => {
    const { text, held } = written(formatOf('dotenv', ['expand']), nastyValues(1500));
    const before = { ...process.env };
    const quiet = { info: () => undefined, error: () => undefined };
    withEnvFile(text, (folder) => loadEnvConfig(folder, true, quiet, true));
    const read = new Map([...held.keys()].map((name) => [name, process.env[name]]));
    process.env = before;
    expect(read).toEqual(held);
  });
});

describe('how values are quoted', () => {
  const format = formatOf('dotenv', ['node', 'python']);
  test.each([
    ['plain', 'NAME=plain\n'],
    ['', "NAME=''\n"],
    ['postgres://app:pw@db.example.com/app', 'NAME=postgres://app:pw@db.example.com/app\n'],
    ['two words # and more', "NAME='two words # and more'\n"],
    [
      '-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n',
      "NAME='-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n'\n",
    ],
    ["it's", "NAME=it's\n"],
    ["it's # here", 'NAME="it\'s # here"\n'],
    ['{"a":"b\\\\c","d":"it\'s"}', 'NAME={"a":"b\\\\c","d":"it\'s"}\n'],
    ['line\r\nline', 'NAME="line\\r\\nline"\n'],
  ])('GIVEN %j WHEN written THEN it is readable', (value, expected) => {
    expect(format.write('NAME', value)).toEqual({ text: expected });
  });

  test('GIVEN a simple file WHEN a shell sources it THEN it reads the same', async () => {
    const values = new Map([
      ['PLAIN', 'plain'],
      ['SPACES', 'two words # and $HOME'],
      ['LINES', 'a\nb'],
    ]);
    const { text } = written(format, values);
    const read = await sourced('sh', text, 'set -a;');
    for (const [name, value] of values) expect(read.get(name)).toBe(value);
  });

  test.each<[value: string, readers: readonly DotenvReader[], alone: readonly DotenvReader[]]>([
    [`a'"#`, ['node', 'python'], ['node', 'python']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: python-dotenv expands it
    ['a${b}', ['node', 'python'], ['node', 'python', 'expand']],
    ['a$b', ['node', 'expand'], ['node', 'python', 'expand']],
  ])(
    'GIVEN %j WHEN %j cannot agree THEN it is refused, and written for each alone',
    (value, readers, alone) => {
      expect(formatOf('dotenv', readers).write('NAME', value)).toEqual({
        refused: `no way of quoting it in a .env file means the same to ${readers.join(' and ')}`,
      });
      for (const reader of alone)
        expect(formatOf('dotenv', [reader]).write('NAME', value)).toHaveProperty('text');
    },
  );
});
