import { renderTable } from '../../src/views/table';

const cells = (...texts: string[]) => texts.map((text) => ({ text }));

describe('renderTable', () => {
  test('GIVEN cells of different widths WHEN rendered THEN columns stand under each other', () => {
    expect(renderTable([cells('a', 'one', 'x'), cells('long', '2', 'y')], { indent: 2, width: 40 })).toEqual([
      '  a     one  x',
      '  long  2    y',
    ]);
  });

  test('GIVEN wide characters WHEN rendered THEN columns are counted, not characters', () => {
    expect(renderTable([cells('秘密', 'x'), cells('ab', 'y')], { indent: 0, width: 40 })).toEqual([
      '秘密  x',
      'ab    y',
    ]);
  });

  test('GIVEN a cell that does not fit WHEN rendered THEN it goes below, whole', () => {
    expect(renderTable([cells('SOME_NAME', 'A_NAME_THAT_IS_LONG')], { indent: 2, width: 24 })).toEqual([
      '  SOME_NAME',
      '      A_NAME_THAT_IS_LONG',
    ]);
  });

  test('GIVEN a value that does not fit WHEN rendered THEN it is cut to the page', () => {
    const rows = [[{ text: 'NAME' }, { text: 'v'.repeat(100), overflow: 'cut' as const }]];
    expect(renderTable(rows, { indent: 0, width: 24 })).toEqual([`NAME  ${'v'.repeat(17)}…`]);
  });

  test('GIVEN prose that does not fit WHEN rendered THEN it is wrapped below', () => {
    const rows = [[{ text: 'NAME' }, { text: 'one two three four five', overflow: 'wrap' as const }]];
    expect(renderTable(rows, { indent: 0, width: 20 })).toEqual([
      'NAME',
      '    one two three',
      '    four five',
    ]);
  });

  test('GIVEN one name much longer than the rest WHEN rendered THEN the others stay where they were', () => {
    const rows = [cells('a', 'x'.repeat(20)), cells('b'.repeat(30), 'y')];
    expect(renderTable(rows, { indent: 0, width: 40 })).toEqual([
      `a  ${'x'.repeat(20)}`,
      `${'b'.repeat(30)}  y`,
    ]);
  });

  test('GIVEN one aligned column WHEN rendered THEN the cells behind it follow with two spaces', () => {
    const rows = [cells('a', 'one', 'x'), cells('b', 'seven', 'y')];
    expect(renderTable(rows, { indent: 0, width: 40, aligned: 1 })).toEqual(['a  one  x', 'b  seven  y']);
  });
});
