import { editEnvironment } from '../../src/values/edit-environment';
import type { NewValue } from '../../src/values/new-value';

const cipher: NewValue = { kind: 'secret', ciphertext: 'AQICnew+/w==', rotated: '2026-11-22' };
const config = (value: string): NewValue => ({ kind: 'config', value });
const written = '{ kms: AQICnew+/w==, rotated: 2026-11-22 }';

function edited(text: string, name: string, value: NewValue): string {
  const result = editEnvironment(text, new Map([[name, value]]));
  if ('refused' in result) throw new Error(result.refused);
  return result.text;
}

describe('a value that is there', () => {
  test.each<[what: string, before: string, after: string]>([
    ['nothing', 'values:\n  A:\n  B: 1\n', `values:\n  A: ${written}\n  B: 1\n`],
    ['nothing, with a comment', 'values:\n  A:   # soon\n', `values:\n  A: ${written}   # soon\n`],
    ['nothing, in the last line', 'values:\n  A:', `values:\n  A: ${written}`],
    ['nothing, anchored', 'values:\n  A: &a # x\n', `values:\n  A: &a ${written} # x\n`],
    ['a written null', 'values:\n  A: ~ # x\n', `values:\n  A: ${written} # x\n`],
    ['a plain text', 'values:\n  A:  old  # x\n', `values:\n  A:  ${written}  # x\n`],
    [
      'a plain text over lines',
      'values:\n  A: old\n    text\n  B: 1\n',
      `values:\n  A: ${written}\n  B: 1\n`,
    ],
    ['a quoted key', "values:\n  \"A\" : 'o''ld'\n", `values:\n  "A" : ${written}\n`],
    [
      'a literal block',
      'values:\n  A: | # x\n    old\n\n    text\n\n  B: 1\n',
      `values:\n  A: ${written} # x\n\n  B: 1\n`,
    ],
    ['a folded block at the end', 'values:\n  A: >-\n    old', `values:\n  A: ${written}\n`],
    ['an empty block', 'values:\n  A: |\n  B: 1\n', `values:\n  A: ${written}\n  B: 1\n`],
    ['a reference', 'values:\n  A: { ssm: /a, revision: 1 } # x\n', `values:\n  A: ${written} # x\n`],
    [
      'a reference over lines',
      'values:\n  A: {\n    ssm: /a, # y\n    revision: 1\n  } # x\n  B: 1\n',
      `values:\n  A: ${written} # x\n  B: 1\n`,
    ],
    [
      'a reference in block style',
      'values:\n  A: # x\n    # y\n    ssm: /a # z\n    revision: 1 # u\n    # v\n  B: 1\n',
      `values:\n  A: # x\n    # y\n    ${written} # u\n    # v\n  B: 1\n`,
    ],
    ['an explicit key', 'values:\n  ? A\n  : old\n', `values:\n  ? A\n  : ${written}\n`],
    ['an alias', 'values:\n  B: &b old\n  A: *b\n', `values:\n  B: &b old\n  A: ${written}\n`],
    ['an item of a flow map', 'values: { A: 1, B: 2 }\n', `values: { A: ${written}, B: 2 }\n`],
    ['a bare key of a flow map', 'values: { B: 2, A }\n', `values: { B: 2, A: ${written} }\n`],
    ['JSON', '{"values":{"A":"old","B":2}}', `{"values":{"A":${written},"B":2}}`],
  ])('GIVEN %s WHEN a secret is set THEN only the value changes', (_, before, after) => {
    expect(edited(before, 'A', cipher)).toBe(after);
  });

  test.each<[what: string, before: string, after: string]>([
    [
      'on one line',
      'values:\n  A: { rotated: 2020-01-01, kms: "old" } # x\n',
      'values:\n  A: { rotated: 2026-11-22, kms: "AQICnew+/w==" } # x\n',
    ],
    [
      'without a day',
      'values:\n  A: { kms: old }\n  B: 1\n',
      'values:\n  A: { kms: AQICnew+/w==, rotated: 2026-11-22 }\n  B: 1\n',
    ],
    [
      'over lines',
      'values:\n  A: {\n      kms: old, # y\n      rotated: 2020-01-01, # z\n  }\n',
      'values:\n  A: {\n      kms: AQICnew+/w==, # y\n      rotated: 2026-11-22, # z\n  }\n',
    ],
    [
      'in block style',
      'values:\n  A:\n     # y\n     kms: >-\n       old\n       er\n     # z\n     rotated: 2020-01-01\n  B: 1\n',
      'values:\n  A:\n     # y\n     kms: AQICnew+/w==\n     # z\n     rotated: 2026-11-22\n  B: 1\n',
    ],
    [
      'in block style without a day',
      'values:\n  A:\n     kms: old # y\n\n# z\n  B: 1\n',
      'values:\n  A:\n     kms: AQICnew+/w== # y\n     rotated: 2026-11-22\n\n# z\n  B: 1\n',
    ],
  ])('GIVEN a ciphertext %s WHEN it is set again THEN its style and comments stay', (_, before, after) => {
    expect(edited(before, 'A', cipher)).toBe(after);
  });

  test.each<[before: string, value: string, after: string]>([
    ['old', 'new', 'new'],
    ["'old'", "it's", "'it''s'"],
    ['"old"', 'a"b\\', '"a\\"b\\\\"'],
    ["'old'", 'two\nlines\n', '"two\\nlines\\n"'],
    ['old', 'true', 'true'],
    ['old', '1.10', '1.10'],
    ['old', 'null', '"null"'],
    ['old', '~', '"~"'],
    ['old', ' spaces ', '" spaces "'],
    ['old', 'a # b', '"a # b"'],
    ['old', 'a: b', '"a: b"'],
    ['old', 'https://x.example.com:8080/?a=b&c#d', 'https://x.example.com:8080/?a=b&c#d'],
    ['old', '{ a }', '"{ a }"'],
    ['old', 'zero\u200Bwidth', '"zero\\u200Bwidth"'],
    ['old', '\u{E0001}', '"\\U000E0001"'],
    ['old', '*x', '"*x"'],
    ['{ ssm: a, revision: 1 }', 'new', 'new'],
  ])('GIVEN configuration %j WHEN %j is set THEN it is written as %j', (before, value, after) => {
    expect(edited(`values:\n  A: ${before} # x\n`, 'A', config(value))).toBe(`values:\n  A: ${after} # x\n`);
  });

  test('GIVEN a flow map WHEN a text with flow marks is set THEN it is quoted', () => {
    expect(edited('values: { A: 1, B: 2 }', 'A', config('a,b'))).toBe('values: { A: "a,b", B: 2 }');
  });
});

describe('a name that is not there', () => {
  const line = `A: ${written}`;
  test.each<[what: string, before: string, after: string]>([
    [
      'other names',
      'values:\n    B: 1 # x\n\nother: 1\n',
      `values:\n    B: 1 # x\n    ${line}\n\nother: 1\n`,
    ],
    ['no line end', 'values:\n  B: 1', `values:\n  B: 1\n  ${line}`],
    [
      'comments behind',
      'values:\n  B: 1\n  # y\n\n  # z\n# other\nother: 1\n',
      `values:\n  B: 1\n  # y\n\n  # z\n  ${line}\n# other\nother: 1\n`,
    ],
    [
      'a block behind',
      'values:\n  B: |\n    text\n\n# other\nother: 1\n',
      `values:\n  B: |\n    text\n  ${line}\n\n# other\nother: 1\n`,
    ],
    [
      'a block that keeps its blank lines',
      'values:\n  B: |+\n    text\n\nother: 1\n',
      `values:\n  B: |+\n    text\n\n  ${line}\nother: 1\n`,
    ],
    [
      'a map behind',
      'values:\n  B:\n    ssm: /a\n    revision: 1\nother: 1\n',
      `values:\n  B:\n    ssm: /a\n    revision: 1\n  ${line}\nother: 1\n`,
    ],
    ['an unset name behind', 'values:\n  B: # x\n', `values:\n  B: # x\n  ${line}\n`],
    ['quoted keys', 'values:\n  "B": 1\n', `values:\n  "B": 1\n  "A": ${written}\n`],
    ['no names', 'values:\nother: 1\n', `values:\n  ${line}\nother: 1\n`],
    ['no names but comments', 'values: # x\n  # y\n# z\n', `values: # x\n  # y\n  ${line}\n# z\n`],
    [
      'no names in a file that indents by four',
      'a:\n    b: 1\nvalues:',
      `a:\n    b: 1\nvalues:\n    ${line}`,
    ],
    ['a written null', 'values: ~ # x\n', `values: # x\n  ${line}\n`],
    ['an empty flow map', 'values: {} # x\nother: 1\n', `values: # x\n  ${line}\nother: 1\n`],
    ['a comment in an empty flow map', 'values: { # x\n}\n', `values: { # x\n ${line} }\n`],
    ['a flow map', 'values: { B: 1 }\n', `values: { B: 1, ${line} }\n`],
    ['a flow map with a comma at its end', 'values: { B: 1, }\n', `values: { B: 1, ${line} }\n`],
    ['a flow map over lines', 'values: {\n  B: 1 # x\n}\n', `values: {\n  B: 1, # x\n  ${line}\n}\n`],
    [
      'a flow map over lines with a comma at its end',
      'values: {\n  C: [\n    1 ],\n  B: 1, # x\n}\n',
      `values: {\n  C: [\n    1 ],\n  B: 1, # x\n  ${line},\n}\n`,
    ],
    ['JSON', '{"values":{"B":"1"}}', `{"values":{"B":"1", "A": ${written}}}`],
    ['JSON without names', '{"values": {}}', `{"values": { A: ${written} }}`],
    ['a flow file without names', '{ values: , b: 1 }', `{ values: { A: ${written} } , b: 1 }`],
    ['Windows line ends', 'values:\r\n  B: 1 # x\r\n\r\n', `values:\r\n  B: 1 # x\r\n  ${line}\r\n\r\n`],
    ['a byte-order mark', '\uFEFFvalues:\n  B: 1\n', `\uFEFFvalues:\n  B: 1\n  ${line}\n`],
    ['document marks', '---\nvalues:\n  B: 1\n...\n', `---\nvalues:\n  B: 1\n  ${line}\n...\n`],
    ['an indented file', '  values:\n     B: 1\n', `  values:\n     B: 1\n     ${line}\n`],
  ])(
    'GIVEN a file with %s WHEN a secret is set THEN it is added at the end of the values',
    (_, before, after) => {
      expect(edited(before, 'A', cipher)).toBe(after);
    },
  );

  test('GIVEN Windows line ends WHEN a block is replaced THEN the others stay', () => {
    expect(edited('values:\r\n  A: |\r\n    x\r\n    y\r\n  B: 1\r\n', 'A', config('new'))).toBe(
      'values:\r\n  A: new\r\n  B: 1\r\n',
    );
  });

  test('WHEN it is edited THEN the line of the name is told', () => {
    expect(
      editEnvironment('# x\nvalues:\n  B: "a\n\n    b"\n  A:\n', new Map([['A', cipher]])),
    ).toMatchObject({ lines: new Map([['A', 6]]) });
  });
});

describe('several names at once', () => {
  const secret = (ciphertext: string): NewValue => ({ kind: 'secret', ciphertext, rotated: '2026-11-22' });
  const all = (text: string, values: Readonly<Record<string, NewValue>>) =>
    editEnvironment(text, new Map(Object.entries(values)));

  test('GIVEN values of every form WHEN they are set THEN all are, and the lines are told', () => {
    const before =
      'values:\n  A: { kms: old } # a\n  B:\n    kms: old\n    rotated: 2020-01-01\n  C: |\n    old\n  D: x\n  E: |+\n    old\n\n# end\n';
    expect(
      all(before, {
        N: config('n'),
        E: config('e'),
        A: secret('AA=='),
        B: secret('BB=='),
        C: secret('CC=='),
        M: secret('MM=='),
      }),
    ).toEqual({
      text: 'values:\n  A: { kms: AA==, rotated: 2026-11-22 } # a\n  B:\n    kms: BB==\n    rotated: 2026-11-22\n  C: { kms: CC==, rotated: 2026-11-22 }\n  D: x\n  E: e\n  N: n\n  M: { kms: MM==, rotated: 2026-11-22 }\n\n# end\n',
      lines: new Map([
        ['N', 9],
        ['E', 8],
        ['A', 2],
        ['B', 3],
        ['C', 6],
        ['M', 10],
      ]),
    });
  });

  test.each<[what: string, before: string, after: string]>([
    ['nothing', 'values:\n', 'values:\n  A: 1\n  B: 2\n'],
    [
      'a block that keeps its blank lines',
      'values:\n  C: |+\n   x\n\n',
      'values:\n  C: |+\n   x\n\n  A: 1\n  B: 2\n',
    ],
    ['a flow map', 'values: { C: 3 }', 'values: { C: 3, A: 1, B: 2 }'],
    ['a flow map with a comma', 'values: { C: 3, }', 'values: { C: 3, A: 1, B: 2 }'],
    ['a flow map over lines', 'values: {\n  C: 3\n}', 'values: {\n  C: 3,\n  A: 1,\n  B: 2\n}'],
    ['one with a comma', 'values: {\n  C: 3,\n}', 'values: {\n  C: 3,\n  A: 1,\n  B: 2,\n}'],
    ['a flow file', '{ values: ~ }', '{ values: { A: 1, B: 2 } }'],
    ['an empty flow map with a comment', 'values: { # x\n}', 'values: { # x\n A: 1, B: 2 }'],
  ])('GIVEN %s WHEN names are added THEN they stand in the order in which they came', (_, before, after) => {
    expect(all(before, { A: config('1'), B: config('2') })).toMatchObject({ text: after });
  });

  test('GIVEN one alias of another WHEN both are set THEN both are, and neither alone', () => {
    const text = 'values:\n  A: &a old\n  B: *a\n';
    expect(all(text, { A: config('1'), B: config('2') })).toMatchObject({
      text: 'values:\n  A: &a 1\n  B: 2\n',
    });
    expect(all(text, { A: config('1') })).toMatchObject({ refused: expect.stringMatching(/alias "\*a"/) });
  });

  test('GIVEN one that cannot be edited WHEN all are set THEN that one is named, and the others are not', () => {
    const text = 'values:\n  A: 1\n  B: !!int 1\n  C: 1\n  D: 1\n  E: 1\n';
    const values = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, config('x')]));
    expect(all(text, values)).toEqual({
      refused:
        '"B" is written in a way that cannot be edited safely: make it "B:" with nothing behind it first',
    });
  });

  test('GIVEN no names WHEN they are set THEN the text is as it was', () => {
    expect(all('values:\n  A: 1\n', {})).toEqual({ text: 'values:\n  A: 1\n', lines: new Map() });
  });
});

describe('fields of a value that is there', () => {
  const fields = (given: Readonly<Record<string, string>>): NewValue => ({ kind: 'fields', fields: given });
  test.each<[what: string, before: string, given: Record<string, string>, after: string]>([
    [
      'on one line',
      '{ ssm: /a, revision: 1 } # x',
      { revision: '2', rotated: '2026-11-22' },
      '{ ssm: /a, revision: 2, rotated: 2026-11-22 } # x',
    ],
    [
      'over lines',
      '# x\n    secretsManager: "a"\n    revision: 7 # y\n    # z',
      { revision: '8', rotated: '2026-11-22', revoked: '2026-11-23' },
      '# x\n    secretsManager: "a"\n    revision: 8 # y\n    # z\n    rotated: 2026-11-22\n    revoked: 2026-11-23',
    ],
    [
      'of a ciphertext',
      '{ kms: AA==, rotated: 2020-01-01 }',
      { kms: 'BB==' },
      '{ kms: BB==, rotated: 2020-01-01 }',
    ],
  ])('GIVEN a value %s WHEN fields are set THEN the others stay', (_, before, given, after) => {
    expect(edited(`values:\n  A: ${before}\n  B: 1\n`, 'A', fields(given))).toBe(
      `values:\n  A: ${after}\n  B: 1\n`,
    );
  });

  test.each(['', 'text', '*b', '{ ssm: /a, revision: 1, revision: 2 }'])(
    'GIVEN %j WHEN a field is set THEN it is refused',
    (before) => {
      const result = editEnvironment(
        `values:\n  B: &b { ssm: /b, revision: 1 }\n  A: ${before}\n`,
        new Map([['A', fields({ revision: '2' })]]),
      );
      expect(result).toEqual({ refused: expect.stringMatching(/^"A" is written in a way/) });
    },
  );

  test('GIVEN a ciphertext with a field of other meaning WHEN it is set THEN that goes with it', () => {
    expect(edited('values:\n  A: { kms: old, rotated: 2020-01-01, more: x } # y\n', 'A', cipher)).toBe(
      `values:\n  A: ${written} # y\n`,
    );
  });

  const cipherAfter: NewValue = { ...cipher, previous: 'unrevoked' };
  const unrevoked = '{ kms: AQICnew+/w==, rotated: 2026-11-22, previous: unrevoked }';
  test.each<[what: string, value: NewValue, before: string, after: string]>([
    ['a ciphertext is rotated', cipherAfter, '{ kms: old }', unrevoked],
    ['a reference makes way', cipherAfter, '{ ssm: /a, revision: 1 }', unrevoked],
    [
      'what came before is still valid',
      cipher,
      '{ previous: unrevoked, kms: old, rotated: 2020-01-01 }',
      '{ previous: unrevoked, kms: AQICnew+/w==, rotated: 2026-11-22 }',
    ],
    [
      'what came before a reference is still valid',
      cipher,
      '{ ssm: /a, revision: 1, previous: unrevoked }',
      unrevoked,
    ],
    [
      'what came before has been revoked',
      cipher,
      '{ kms: old, rotated: 2020-01-01, previous: revoked }',
      written,
    ],
    [
      'what came before has been revoked, and it is rotated',
      cipherAfter,
      '{ kms: old, rotated: 2020-01-01, previous: revoked }',
      unrevoked,
    ],
  ])(
    'GIVEN that %s WHEN it is set THEN what is yet to be revoked is not forgotten',
    (_, value, before, after) => {
      expect(edited(`values:\n  A: ${before} # x\n`, 'A', value)).toBe(`values:\n  A: ${after} # x\n`);
    },
  );
});

describe('what is refused', () => {
  const canary = 'canary-1f6b';
  test.each<[what: string, text: string, name: string, says: RegExp]>([
    ['a value that others repeat', `values:\n  A: &a ${canary}\n  B: *a\n`, 'A', /alias "\*a"/],
    ['a part that others repeat', `values:\n  A: { kms: &a ${canary} }\n  B: *a\n`, 'A', /alias "\*a"/],
    ['values that are repeated', `values: &v\n  A: ${canary}\nother: *v\n`, 'A', /alias "\*v"/],
    ['values that would be repeated', `values: &v\n  B: ${canary}\nother: *v\n`, 'A', /alias "\*v"/],
    ['a name that stands twice', `values:\n  A: ${canary}\n  A: 2\n`, 'A', /stands twice/],
    ['two fields "values"', `values:\n  A: ${canary}\nvalues:\n`, 'A', /not YAML/],
    ['no field "values"', `value:\n  A: ${canary}\n`, 'A', /no field "values"/],
    ['values that are a list', `values:\n  - ${canary}\n`, 'A', /not a map/],
    ['values that are a text', `values: ${canary}\n`, 'A', /not a map/],
    ['values that are an alias', `x: &x { A: ${canary} }\nvalues: *x\n`, 'A', /not a map/],
    ['a file that is a list', `- ${canary}\n`, 'A', /not YAML/],
    ['broken YAML', `values: {\n  A: ${canary}\n`, 'A', /not YAML/],
    ['several documents', `values:\n  A: ${canary}\n---\nvalues:\n`, 'A', /not YAML/],
    ['nesting without end', `values: ${'['.repeat(20_000)}`, 'A', /not YAML/],
    ['a type of its own', `values:\n  A: !!int 12\n  B: ${canary}\n`, 'A', /cannot be edited safely/],
    ['a list of the same depth', `values:\n  A:\n  - ${canary}\n`, 'A', /cannot be edited safely/],
    ['a question mark without a value', `values:\n  ? A\n  ? ${canary}\n`, 'A', /cannot be edited safely/],
    ['an empty file', '', 'A', /not YAML/],
  ])('GIVEN %s WHEN a secret is set THEN it says so without a value', (_, text, name, says) => {
    const result = editEnvironment(text, new Map([[name, cipher]]));
    expect(result).toEqual({ refused: expect.stringMatching(says) });
    expect(JSON.stringify(result)).not.toContain(canary);
    expect(JSON.stringify(result)).not.toContain('AQIC');
  });
});

describe('fields that are all that is to stand there', () => {
  const reference: NewValue = { kind: 'fields', fields: { ssm: '/a', revision: '2' }, whole: true };

  test.each<[before: string, after: string]>([
    ['values:\n  A:\n', 'values:\n  A: { ssm: /a, revision: 2 }\n'],
    [
      'values:\n  A: { kms: AQIC, rotated: 2020-01-01 } # x\n',
      'values:\n  A: { ssm: /a, revision: 2 } # x\n',
    ],
    ['values:\n  A: plain\n', 'values:\n  A: { ssm: /a, revision: 2 }\n'],
    ['values: {}\n', 'values:\n  A: { ssm: /a, revision: 2 }\n'],
  ])('GIVEN %j WHEN they are written THEN nothing of what was there is left', (before, after) => {
    expect(edited(before, 'A', reference)).toBe(after);
  });
});

describe('a value that says what it comes from', () => {
  test.each<[before: string, after: string]>([
    ['values:\n  A: { kms: "AQIC", sameAs: "AQID" } # x\n', `values:\n  A: ${written} # x\n`],
    ['values:\n  A: { kms: AQIC, rotated: 2020-01-01, sameAs: AQID }\n', `values:\n  A: ${written}\n`],
    ['values:\n  A:\n    kms: AQIC\n    sameAs: AQID\n  B:\n', `values:\n  A:\n    ${written}\n  B:\n`],
  ])('GIVEN %j WHEN another one is set THEN it no longer says so', (before, after) => {
    expect(edited(before, 'A', cipher)).toBe(after);
  });

  test('GIVEN a ciphertext WHEN it is encrypted anew THEN what it comes from is added, and the rest stays', () => {
    const fields: NewValue = { kind: 'fields', fields: { kms: 'AQIE', sameAs: 'AQID' } };
    expect(edited('values:\n  A: { kms: "AQID", rotated: 2020-01-01 } # x\n', 'A', fields)).toBe(
      'values:\n  A: { kms: "AQIE", rotated: 2020-01-01, sameAs: AQID } # x\n',
    );
  });
});
