import { type FormatName, formatOf } from '../../src/values/formats';
import { type LocalText, putInto, renderValues } from '../../src/values/local-text';
import { SecretValue } from '../../src/values/secret-value';
import { findSection } from '../../src/values/section';

const api = { project: 'shop', environment: 'dev', bucket: 'api' };
const valuesOf = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, SecretValue> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, new SecretValue(text)]));

/** What a file becomes. */
function put(
  current: string | null,
  texts: Readonly<Record<string, string>>,
  {
    format: name = 'dotenv',
    force = false,
    entry = api,
  }: { format?: FormatName; force?: boolean; entry?: typeof api } = {},
): LocalText | { readonly refused: string } {
  const format = formatOf(name, ['node', 'python']);
  const rendered = renderValues(format, valuesOf(texts));
  if ('refused' in rendered) throw new Error(JSON.stringify(rendered.refused));
  return putInto(current, format, entry, rendered, force);
}

const textOf = (result: LocalText | { readonly refused: string }): string =>
  'text' in result ? result.text : result.refused;
const section = (body: string, entry = 'shop/dev/api'): string =>
  `# >>> fanout sync ${entry}\n${body}# <<< fanout sync\n`;

describe('the section in a file', () => {
  test.each<[what: string, current: string | null, expected: string]>([
    ['no file', null, section('A=1\nB=2\n')],
    ['an empty file', '', section('A=1\nB=2\n')],
    ['text before', 'OWN=x\n', `OWN=x\n${section('A=1\nB=2\n')}`],
    ['text without a line end', 'OWN=x', `OWN=x\n${section('A=1\nB=2\n')}`],
    ['a section', section('A=0\nGONE=x\n'), section('A=1\nB=2\n')],
    [
      'text around it',
      `# mine\r\nOWN='é'\n\n${section('A=0\n')}\n  LAST=x`,
      `# mine\r\nOWN='é'\n\n${section('A=1\nB=2\n')}\n  LAST=x`,
    ],
    [
      'a section at the end without a line end',
      `X=1\n${section('A=0\n').trimEnd()}`,
      `X=1\n${section('A=1\nB=2\n')}`,
    ],
    ['a byte-order mark', '\uFEFFOWN=x\n', `\uFEFFOWN=x\n${section('A=1\nB=2\n')}`],
    [
      'an indented section of Windows',
      '  # >>> fanout sync shop/dev/api \r\nA=0\r\n\t# <<< fanout sync\r\n',
      section('A=1\nB=2\n'),
    ],
  ])('GIVEN %s WHEN values are put in THEN the rest stays to the byte', (_, current, expected) => {
    expect(textOf(put(current, { B: '2', A: '1' }))).toBe(expected);
  });

  test('GIVEN what was put in WHEN it is put in again THEN nothing changes', () => {
    const once = put('OWN=x\n', { A: "it's # 1", B: 'a\nb' });
    expect(put(textOf(once), { A: "it's # 1", B: 'a\nb' })).toEqual({ ...once, changes: [] });
  });

  test('GIVEN other values WHEN put in THEN names say what changes', () => {
    expect(put(section("SAME=x\nOTHER='a b'\nGONE=x\n"), { SAME: 'x', OTHER: 'a c', NEW: '' })).toMatchObject(
      {
        changes: [
          { name: 'GONE', change: 'removed' },
          { name: 'NEW', change: 'added' },
          { name: 'OTHER', change: 'changed' },
        ],
        replaces: null,
      },
    );
  });

  test('GIVEN a section of another entry WHEN put in THEN it takes its place, and says so', () => {
    expect(put(section('A=0\n', 'shop/staging/api'), { A: '1' })).toMatchObject({
      text: section('A=1\n'),
      replaces: 'shop/staging/api',
    });
  });

  test.each([
    ['two of them', section('') + section('')],
    ['no end', '# >>> fanout sync shop/dev/api\nA=1\n'],
    ['no beginning', 'A=1\n# <<< fanout sync\n'],
    ['the end first', '# <<< fanout sync\n# >>> fanout sync shop/dev/api\n'],
    ['another beginning in it', section('# >>> fanout sync shop/dev/b\n')],
  ])('GIVEN %s WHEN values are put in THEN it is refused', (_, current) => {
    expect(textOf(put(current, { A: '1' }))).toContain('the marks of its section are damaged');
    expect(findSection(current)).toBe('damaged');
  });

  test.each(['x\n# <<< fanout sync\ny', '# >>> fanout sync shop/dev/b', 'x\n \t# <<< fanout sync\ny'])(
    'GIVEN the value %j WHEN it is written THEN it cannot pass for a mark',
    (value) => {
      for (const format of ['dotenv', 'shell', 'github-env'] as const) {
        const rendered = renderValues(formatOf(format, ['node']), valuesOf({ A: value }));
        if (value.startsWith('#') && 'body' in rendered) expect(findSection(rendered.body)).toBeUndefined();
        else
          expect(rendered).toEqual({
            refused: [{ name: 'A', why: 'a line of it looks like the mark of a section' }],
          });
      }
    },
  );
});

describe('a name that stands outside as well', () => {
  test('GIVEN it before and behind WHEN put in THEN each is told with its line, and which one counts', () => {
    const current = `A=own\n\nexport B=own\n${section('A=0\n')}A=own\nC=1\n`;
    expect(put(current, { A: 'two\nlines', B: '2' })).toMatchObject({
      doubles: [
        { name: 'A', line: 1, wins: false },
        { name: 'B', line: 3, wins: false },
        { name: 'A', line: 9, wins: true },
      ],
    });
  });

  test.each<[FormatName, string]>([
    ['yaml', '"A": own\n'],
    ['yaml', 'A: own\n'],
    ['tfvars', 'environment_secrets = { B = "x" }\n'],
  ])('GIVEN %s, where no name may stand twice WHEN put in THEN it is refused', (format, current) => {
    expect(textOf(put(current, { A: '1' }, { format }))).toMatch(/stands in line 1 already/);
  });

  test('GIVEN an open quote before WHEN put in THEN it is refused: it would swallow the section', () => {
    expect(textOf(put('OWN="x\n', { A: 'b "c" # d' }))).toContain('A would not be read from it');
    expect(textOf(put('{ "own": 1 }\n', { A: '1' }, { format: 'yaml' }))).toContain(
      'A would not be read from it',
    );
  });
});

describe('formats of which a file is the whole', () => {
  const json = '{\n  "//fanout-sync": "shop/dev/api",\n  "A": "1"\n}\n';

  test.each([null, '', '  \n'])('GIVEN %j WHEN JSON is written THEN it has the mark', (current) => {
    expect(textOf(put(current, { A: '1' }, { format: 'json' }))).toBe(json);
  });

  test('GIVEN a file of ours WHEN JSON is written THEN it is replaced', () => {
    expect(put(json, { A: '2' }, { format: 'json' })).toMatchObject({
      changes: [{ name: 'A', change: 'changed' }],
    });
    expect(put(json.replace('dev', 'staging'), { A: '1' }, { format: 'json' })).toMatchObject({
      text: json,
      replaces: 'shop/staging/api',
      changes: [],
    });
  });

  test.each(['{}', '{"A":"own"}', 'no JSON', '[]', 'null'])(
    'GIVEN %j WHEN JSON is written THEN it is refused, unless by force',
    (current) => {
      expect(textOf(put(current, { A: '1' }, { format: 'json' }))).toContain('was not written by sync');
      expect(textOf(put(current, { A: '1' }, { format: 'json', force: true }))).toBe(json);
    },
  );

  test('GIVEN a file of GitHub WHEN values come THEN they are appended', () => {
    const text = textOf(put('OWN=x', { A: '1' }, { format: 'github-env' }));
    expect(text).toMatch(/^OWN=x\nA<<(fanout_[\w-]{36})\n1\n\1\n$/);
  });
});
