// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cdktf's tokens are what is looked for
import { addressesIn, checkSynthesized } from '../../src/stacks/check-synthesized';

const json = (resource: unknown): string => JSON.stringify({ resource });
const two = json({ b: { y: {} }, a: { x: { token: 'canary-77' } } });

test('GIVEN a stack THEN its addresses are sorted', () => {
  expect(addressesIn(two)).toEqual(['a.x', 'b.y']);
  expect(addressesIn('{}')).toEqual([]);
});

test('GIVEN what was planned THEN it passes', () => {
  expect(() => checkSynthesized('dev', two, ['b.y', 'a.x'])).not.toThrow();
});

test.each([
  ['one resource less', two, ['a.x', 'b.y', 'b.z'], 'Stack dev: lost on the way: b.z'],
  ['one resource more', two, ['a.x'], 'Stack dev: not planned: b.y'],
  ['a token', json({ a: { x: '${TfToken[TOKEN.7]}' } }), ['a.x'], 'Stack dev: an unresolved token is left'],
  [
    'a token of a list',
    json({ a: { x: ['#{TfToken[TOKEN.7]}'] } }),
    ['a.x'],
    'Stack dev: an unresolved token is left',
  ],
])('GIVEN %s THEN it is refused with addresses alone', (_, text, planned, message) => {
  expect(() => checkSynthesized('dev', text, planned)).toThrow(new Error(message));
});
