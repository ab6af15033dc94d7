import fc from 'fast-check';
import { parse } from 'yaml';
import { editMap } from '../../src/values/edit-map';
import type { MapEdit } from '../../src/values/map-edit';

function edited(text: string, ...edits: readonly MapEdit[]): string {
  const result = editMap(text, edits);
  if ('refused' in result) throw new Error(result.refused);
  return result.text;
}
const add = (key: string, value: Extract<MapEdit, { do: 'add' }>['value'] = null): MapEdit => ({
  do: 'add',
  at: [],
  key,
  value,
});

describe('adding a key', () => {
  test.each<[what: string, before: string, after: string]>([
    ['an empty file', '', 'M:\n'],
    ['a file of comments', '# names\n', '# names\nM:\n'],
    ['comments without a line end', '# names', '# names\nM:\n'],
    ['braces', '# names\n{} # none\n', '# names\nM: # none\n'],
    ['one key', 'Z: 1 # z\n', 'Z: 1 # z\nM:\n'],
    ['keys in no order', 'Z:\nA:\n# end\n', 'Z:\nA:\n# end\nM:\n'],
    ['keys in order', 'A:\n# about z\n# more\nZ:\n', 'A:\nM:\n# about z\n# more\nZ:\n'],
    ['a group below', 'A:\n\n# about z\nZ:\n', 'A:\n\nM:\n# about z\nZ:\n'],
    ['all keys behind it', '# file\nN:\nZ:\n', '# file\nM:\nN:\nZ:\n'],
    ['all keys before it', 'A:\nB: { x: 1 } # b\n', 'A:\nB: { x: 1 } # b\nM:\n'],
    ['Windows line ends', 'A:\r\nZ:\r\n', 'A:\r\nM:\r\nZ:\r\n'],
    ['a flow map', '{ A: 1, Z: 2 }\n', '{ A: 1, M: null, Z: 2 }\n'],
    ['a value over lines before it', 'A: |\n  x\n\nZ:\n', 'A: |\n  x\n\nM:\nZ:\n'],
  ])(
    'GIVEN %s WHEN a key is added THEN it stands in its place, and the rest as it was',
    (_, before, after) => {
      expect(edited(before, add('M'))).toBe(after);
    },
  );

  test('GIVEN what is known about it WHEN a key is added THEN it reads back', () => {
    const value = {
      description: 'a: b # c',
      owner: 'true',
      minLength: 3,
      public: true,
      environments: ['dev', '1.10', '-1', '1e3', '0x1f', '.5', '~', 'No', '.inf', '2027-01-31', '90d', ''],
      format: { pattern: '^x{1,2}$' },
    };
    const text = edited('A:\n', add('M', value));
    expect(text.split('\n')).toHaveLength(3);
    expect(parse(text)).toEqual({ A: null, M: value });
  });

  test.each([
    ['values:\n', 'values:\n  M:\n'],
    ['a: { x: 1 }\nvalues: # none\nlast: 1\n', 'a: { x: 1 }\nvalues: # none\n  M:\nlast: 1\n'],
    ['values:\n    A:\n    Z:\n', 'values:\n    A:\n    M:\n    Z:\n'],
    ['values: {}\n', 'values:\n  M:\n'],
  ])('GIVEN %j WHEN a key is added below THEN it stands there', (before, after) => {
    expect(edited(before, { do: 'add', at: ['values'], key: 'M', value: null })).toBe(after);
  });
});

describe('adding many keys at once', () => {
  test.each<[before: string, after: string]>([
    ['C:\nA:\n', 'C:\nA:\nM:\nB: { x: 1 }\nZ:\n'],
    ['A:\n# c\nC:\nN:\n', 'A:\nB: { x: 1 }\n# c\nC:\nM:\nN:\nZ:\n'],
    ['# none\n', '# none\nM:\nB: { x: 1 }\nZ:\n'],
    ['C: |+\n  x\n\n', 'C: |+\n  x\n\nM:\nB: { x: 1 }\nZ:\n'],
  ])('GIVEN %j WHEN they are added THEN each stands in its place', (before, after) => {
    expect(edited(before, add('M'), add('B', { x: 1 }), add('Z'))).toBe(after);
  });

  test('GIVEN one twice WHEN they are added THEN it is refused', () => {
    expect(editMap('A:\n', [add('B'), add('B')])).toHaveProperty('refused');
  });

  test('GIVEN a thousand WHEN they are added to a thousand THEN nobody waits', () => {
    const text = Array.from(
      { length: 1000 },
      (_, index) => `A_${String(index).padStart(4, '0')}: { x: 1 }\n`,
    ).join('');
    const edits = Array.from({ length: 1000 }, (_, index) => add(`A_${String(index).padStart(4, '0')}_B`));
    const begun = performance.now();
    expect(edited(text, ...edits).split('\n')).toHaveLength(2001);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('removing', () => {
  test.each<[what: string, before: string, after: string]>([
    ['a line', 'A: 1\nM: 2 # m\nZ: 3\n', 'A: 1\nZ: 3\n'],
    ['its comments', 'A: 1\n# about m\n# more\nM: 2\nZ: 3\n', 'A: 1\nZ: 3\n'],
    ['a comment further above', 'A: 1\n# group\n\nM: 2\nZ: 3\n', 'A: 1\n# group\n\nZ: 3\n'],
    ['what a file begins with', '# the file\nM: 2\nZ: 3\n', '# the file\nZ: 3\n'],
    ['a value over lines', 'A: 1\nM:\n  x: 1 # x\n  y: 2\nZ: 3\n', 'A: 1\nZ: 3\n'],
    ['a literal block', 'A: 1\nM: |\n  x\n\n  y\nZ: 3\n', 'A: 1\nZ: 3\n'],
    ['the last line', 'A: 1\nM: 2', 'A: 1\n'],
    ['the only key', '# the file\n\nM: 2\n', '# the file\n\n'],
    ['Windows line ends', 'A: 1\r\n# m\r\nM: 2\r\nZ: 3\r\n', 'A: 1\r\nZ: 3\r\n'],
    ['a quoted key', 'A: 1\n"M": 2\n', 'A: 1\n'],
    ['a flow item in the middle', '{ A: 1, M: 2, Z: 3 }\n', '{ A: 1, Z: 3 }\n'],
    ['the first flow item', '{ M: 2, Z: 3 }\n', '{ Z: 3 }\n'],
    ['the last flow item', '{ A: 1, M: 2 }\n', '{ A: 1 }\n'],
    ['the only flow item', '{ M: 2 }\n', '{  }\n'],
    [
      'a flow item on its line',
      '{\n  A: 1, # a\n  M: 2, # m\n  Z: 3 # z\n}\n',
      '{\n  A: 1, # a\n  Z: 3 # z\n}\n',
    ],
    ['the last flow item on its line', '{\n  A: 1, # a\n  M: 2 # m\n}\n', '{\n  A: 1, # a\n}\n'],
  ])('GIVEN %s WHEN the key leaves THEN so does that alone', (_, before, after) => {
    expect(edited(before, { do: 'remove', at: ['M'] })).toBe(after);
  });

  test.each<[before: string, index: number, after: string]>([
    ['x: [A, B, C]\n', 1, 'x: [A, C]\n'],
    ['x: [A, B]\n', 1, 'x: [A]\n'],
    ['x: ["A", B]\n', 0, 'x: [B]\n'],
    ['x:\n  - A # a\n  # about b\n  - B # b\n  - C\n', 1, 'x:\n  - A # a\n  - C\n'],
    ['x:\n- A\n- B\n', 1, 'x:\n- A\n'],
    ['x:\n  - { a: 1 }\n  - b: 1\n    c: 2\n  - 3\n', 1, 'x:\n  - { a: 1 }\n  - 3\n'],
  ])('GIVEN %j WHEN item %i leaves THEN the rest is as it was', (before, index, after) => {
    expect(edited(before, { do: 'remove', at: ['x', index] })).toBe(after);
  });
});

describe('renaming and writing', () => {
  test.each<[before: string, after: string]>([
    ['# a\nA: { x: 1 } # b\nB:\n', '# a\nNEW: { x: 1 } # b\nB:\n'],
    ['"A" : &x 1\nB: *x\n', '"NEW" : &x 1\nB: *x\n'],
    ["{ 'A': 1, B: 2 }\n", "{ 'NEW': 1, B: 2 }\n"],
    ['? A # why\n: 1\n', '? NEW # why\n: 1\n'],
  ])('GIVEN %j WHEN the key is renamed THEN it alone changes', (before, after) => {
    expect(edited(before, { do: 'rename', at: ['A'], to: 'NEW' })).toBe(after);
  });

  test.each<[before: string, at: (string | number)[], after: string]>([
    ['x: { t: "{A}/x" } # why\n', ['x', 't'], 'x: { t: "{B}/x" } # why\n'],
    ['x:\n  t: |-\n    {A}/x\ny: 1\n', ['x', 't'], 'x:\n  t: "{B}/x"\ny: 1\n'],
    ['x: [A, "y"]\n', ['x', 1], 'x: [A, "{B}/x"]\n'],
    ['x:\n  - y # why\n', ['x', 0], 'x:\n  - "{B}/x" # why\n'],
  ])('GIVEN %j WHEN a text is written THEN it alone changes', (before, at, after) => {
    expect(edited(before, { do: 'write', at, text: '{B}/x' })).toBe(after);
  });

  test.each<[before: string, after: string]>([
    ['x: [A]\n', 'x: [A, B]\n'],
    ['x: []\n', 'x: [B]\n'],
    ['x: [A, # a\n  C, # c\n]\n', 'x: [A, # a\n  C, B, # c\n]\n'],
    ['x:\n  - A # a\ny: 1\n', 'x:\n  - A # a\n  - B\ny: 1\n'],
    ['x:\n- A', 'x:\n- A\n- B'],
  ])('GIVEN %j WHEN an item is appended THEN it is the last one', (before, after) => {
    expect(edited(before, { do: 'append', at: ['x'], value: 'B' })).toBe(after);
  });

  test('GIVEN a list of maps WHEN one is appended THEN it stands there as the others do', () => {
    const value = { values: { A: '{B}' }, except: ['C'] };
    expect(edited('x:\n  - originals: true # all\ny: 1\n', { do: 'append', at: ['x'], value })).toBe(
      'x:\n  - originals: true # all\n  - values: { A: "{B}" }\n    except: [C]\ny: 1\n',
    );
  });

  test('GIVEN several edits WHEN they are made THEN each is made in what the one before has left', () => {
    const text = edited(
      'A: 1\nB: { x: [1, 2] }\n',
      { do: 'rename', at: ['A'], to: 'C' },
      { do: 'remove', at: ['B', 'x', 0] },
      { do: 'append', at: ['B', 'x'], value: { A: 'b' } },
      { do: 'add', at: ['B'], key: 'y', value: null },
    );
    expect(text).toBe('C: 1\nB: { x: [2, { A: b }], y: }\n'.replace('y: }', 'y: }'));
  });
});

describe('what is refused', () => {
  test.each<[what: string, text: string, edit: MapEdit]>([
    ['a key that is there', 'A: 1\n', add('A')],
    ['a key that is not there', 'A: 1\n', { do: 'remove', at: ['B'] }],
    ['a new name that is taken', 'A: 1\nB: 1\n', { do: 'rename', at: ['A'], to: 'B' }],
    ['what an alias shares', 'A: &a { x: 1 }\nB: *a\n', { do: 'write', at: ['A', 'x'], text: '2' }],
    ['what is there by an alias', 'A: &a { x: 1 }\nB: *a\n', { do: 'write', at: ['B', 'x'], text: '2' }],
    ['an anchor that others need', 'A: &a 1\nB: *a\n', { do: 'remove', at: ['A'] }],
    ['no YAML', 'A: [\n', add('B')],
    ['a list', '- A\n', add('B')],
    ['a key twice', 'A: 1\nA: 2\n', add('B')],
    ['two documents', 'A: 1\n---\nB: 1\n', add('C')],
    ['a map in a list by its first key', 'x:\n  - A: 1\n    B: 2\n', { do: 'remove', at: ['x', 0, 'A'] }],
    ['a comment between flow items', 'x: [A, # a\n  B, C]\n', { do: 'remove', at: ['x', 0] }],
  ])('GIVEN %s WHEN it is edited THEN it is refused, and no value is shown', (_, text, edit) => {
    const result = editMap(text, [edit]);
    expect(result).toEqual({ refused: expect.stringMatching(/^"\w*" is written in a way .* by hand$/) });
  });
});

test('GIVEN any map WHEN something is edited THEN what it says is right and every other line stays', () => {
  const key = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
  const written = fc.constantFrom(
    '',
    ' 1',
    ' "x"',
    ' { y: [1, 2] }',
    ' |\n    text\n\n    more',
    '\n    y: 1 # y',
  );
  const line = fc.record({ key, written, above: fc.constantFrom('', '  # why\n', '\n', '  # far\n\n') });
  const lines = fc.uniqueArray(line, { minLength: 1, selector: (each) => each.key });
  fc.assert(
    fc.property(lines, fc.constantFrom('add', 'remove', 'rename'), fc.boolean(), (all, what, isWindows) => {
      const eol = (text: string): string => (isWindows ? text.replaceAll('\n', '\r\n') : text);
      const text = eol(
        `x: 1\nv:\n${all.map((each) => `${each.above}  ${each.key}:${each.written}\n`).join('')}z: 1\n`,
      );
      const first = all[0]?.key ?? '';
      const edit: MapEdit =
        what === 'add'
          ? { do: 'add', at: ['v'], key: 'CC', value: null }
          : what === 'remove'
            ? { do: 'remove', at: ['v', first] }
            : { do: 'rename', at: ['v', first], to: 'CC' };
      const was = parse(text).v;
      const { v: is, ...rest } = parse(edited(text, edit));
      expect(rest).toEqual({ x: 1, z: 1 });
      const { [first]: moved, ...others } = was;
      const expected =
        what === 'add' ? { ...was, CC: null } : what === 'remove' ? others : { ...others, CC: moved };
      expect(is ?? {}).toEqual(expected);
      const left = text.split('\n').filter((each) => !edited(text, edit).split('\n').includes(each));
      if (what === 'add') expect(left).toEqual([]);
    }),
  );
});
