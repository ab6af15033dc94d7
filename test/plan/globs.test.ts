import fc from 'fast-check';
import type { CanonicalName } from '../../src/model';
import { matcher } from '../../src/plan/globs';

const matched = (globs: readonly string[], names: readonly string[]) =>
  names.filter((name) => matcher(globs)(name as CanonicalName));

const names = ['A', 'A1', 'A2', 'B1', 'AB1', 'A__B', 'A__B__C'];

test.each<[string, readonly string[]]>([
  ['A', ['A']],
  ['*', names],
  ['**', names],
  ['A*', ['A', 'A1', 'A2', 'AB1', 'A__B', 'A__B__C']],
  ['*1', ['A1', 'B1', 'AB1']],
  ['A__*', ['A__B', 'A__B__C']],
  ['*__*__*', ['A__B__C']],
  ['A?', ['A1', 'A2']],
  ['?', ['A']],
  ['[AB]1', ['A1', 'B1']],
  ['A[0-1]', ['A1']],
  ['A[!1]', ['A2']],
  ['[^A]*', ['B1']],
  ['{A1,B1}', ['A1', 'B1']],
  ['{A{1,2},B1}', ['A1', 'A2', 'B1']],
  ['A{,1}', ['A', 'A1']],
  ['a1', []],
  ['', []],
  ['!A1', []],
  ['[', []],
  ['{A1', []],
  ['(A1)', []],
  ['A+1', []],
  ['.*', []],
])('GIVEN the glob %j THEN it matches %j', (glob, expected) => {
  expect(matched([glob], names)).toEqual(expected);
});

test('GIVEN several globs THEN one that matches is enough, and none matches nothing', () => {
  expect(matched(['B*', '*2'], names)).toEqual(['A2', 'B1']);
  expect(matched([], names)).toEqual([]);
});

test.each([
  ['many stars', `${'*A'.repeat(400)}*B`],
  ['many alternatives', '{A,AA}'.repeat(160)],
  ['many levels of braces', `${'{A,'.repeat(200)}A${'}'.repeat(200)}`],
])('GIVEN a glob of %s THEN it is judged at once', (_, glob) => {
  expect(matched([glob], ['A'.repeat(10_000)])).toEqual([]);
});

test('GIVEN stars and letters THEN the result is that of a regular expression', () => {
  const text = fc.array(fc.constantFrom('A', 'B', '_'), { maxLength: 8 }).map((all) => all.join(''));
  const glob = fc
    .array(fc.constantFrom('A', 'B', '_', '*', '?'), { maxLength: 6 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(glob, text, (written, name) => {
      const expression = new RegExp(`^${written.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matched([written], [name])).toEqual(expression.test(name) ? [name] : []);
    }),
  );
});
