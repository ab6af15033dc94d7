import { parseEnvironment } from '../../src/values/parse-environment';
import { proveEdit } from '../../src/values/prove-edit';

const before =
  'environment: dev\nvalues:\n  A: old\n  B: 1.10\n  C: &c { ssm: /c, revision: 1 }\n  D: *c\nlist: [1, "2"]\n';
const good = before.replace('old', 'new');
function prove(after: string): number | null {
  const parsed = parseEnvironment(before);
  if (parsed === null) throw new Error('not YAML');
  return proveEdit(parsed, after, new Map([['A', { kind: 'config', value: 'new' }]]))?.get('A') ?? null;
}

describe('the proof of an edit', () => {
  test('GIVEN the value alone is another one THEN the line of its name is told', () => {
    expect(prove(good)).toBe(3);
  });

  test.each<[what: string, after: string]>([
    ['the value is not the new one', before],
    ['the name is gone', good.replace('  A: new\n', '')],
    ['the name stands twice', good.replace('list', '  A: new\nlist')],
    ['another plain value means the same number', good.replace('1.10', '1.1')],
    ['another value is quoted now', good.replace('1.10', '"1.10"')],
    ['another value is gone', good.replace('  B: 1.10\n', '')],
    ['another name came', good.replace('list', '  E: 1\nlist')],
    ['another name is called otherwise', good.replace('  B:', '  F:')],
    ['a part of another value is another one', good.replace('/c', '/d')],
    ['a map became a list', good.replace('{ ssm: /c, revision: 1 }', '[ ssm: /c, revision: 1 ]')],
    ['an anchor is called otherwise', good.replace('&c', '&d')],
    ['an alias is called otherwise', good.replace('*c', '*d')],
    ['a field outside of the values is another one', good.replace('dev', 'production')],
    ['a field outside of the values is gone', good.replace('environment: dev\n', '')],
    ['a list is longer', good.replace('"2"', '"2", 3')],
    ['it is no YAML any more', `${good}{`],
  ])('GIVEN %s THEN there is none', (_, after) => {
    expect(prove(after)).toBeNull();
  });
});
