import { parseEntryValues } from '../../src/values/entry-values';
import { SecretValue } from '../../src/values/secret-value';

const canary = 'canary-30aa';
const parse = (text: string) => parseEntryValues(new SecretValue(text), 'api-secrets-dev in eu-central-1');

test('GIVEN a JSON object of texts THEN each is a value that does not print', () => {
  const values = parse(`{"A":"${canary}","B":"","constructor":"x"}`);
  expect([...values].map(([name, value]) => [name, value.reveal()])).toEqual([
    ['A', canary],
    ['B', ''],
    ['constructor', 'x'],
  ]);
  expect(String(values.get('A'))).toBe('***');
});

test.each([
  ['no JSON', `{"A": "${canary}`, /does not hold a JSON object/],
  ['a list', `["${canary}"]`, /does not hold a JSON object/],
  ['a text', `"${canary}"`, /does not hold a JSON object/],
  ['null', 'null', /does not hold a JSON object/],
  [
    'a number',
    `{"A":"${canary}","N":1,"O":{}}`,
    /^"N" and "O" in api-secrets-dev in eu-central-1 must be text/,
  ],
  ['a name that is none', `{"A-B":"${canary}"}`, /"A-B" .* cannot be the name of a variable/],
  ['a prototype', `{"__proto__":"${canary}"}`, /"__proto__" .* cannot be the name/],
  ['NUL', `{"A":"${canary}\\u0000"}`, /"A" .* must not hold a NUL character/],
  ['half a pair', `{"A":"${canary}\\ud800"}`, /"A" .* half a surrogate pair/],
])('GIVEN %s THEN it is refused without a value', (_, text, says) => {
  expect(() => parse(text)).toThrow(says);
  expect(() => parse(text)).not.toThrow(canary);
});
