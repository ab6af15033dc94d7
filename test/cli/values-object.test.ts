import fc from 'fast-check';
import { parseValuesObject } from '../../src/cli/values-object';
import { hostileTexts } from '../support/hostile-texts';

const canary = 'canary-e81d';
const parse = (text: string | Uint8Array, names: readonly string[] = ['A', 'B']) =>
  parseValuesObject(Buffer.from(text as string), names);

describe('several values from standard input', () => {
  test('GIVEN any texts THEN each is what it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hostileTexts), fc.string(), fc.boolean(), (a, b, isWide) => {
        const values = new Map([
          ['A', a],
          ['B', b],
        ]);
        const text = JSON.stringify(Object.fromEntries(values), null, isWide ? 2 : 0);
        expect(parse(text)).toEqual(values);
      }),
    );
  });

  test.each<[what: string, text: string | Uint8Array, says: RegExp]>([
    ['dotenv', `A=${canary}\nB=${canary}\n`, /is not a JSON object/],
    ['nothing', '', /is not a JSON object/],
    ['a text', `"${canary}"`, /is not a JSON object/],
    ['a list', `["${canary}", "${canary}"]`, /is not a JSON object/],
    ['null', 'null', /is not a JSON object/],
    ['one that is missing', `{"A": "${canary}"}`, /has no B/],
    ['one more', `{"A": "${canary}", "B": "b", "${canary}": "c"}`, /has other keys as well/],
    ['a number', '{"A": "a", "B": 7}', /B is no string/],
    ['null for one', '{"A": null, "B": "b"}', /A is no string/],
    ['a key that stands twice', `{"A": "a", "B": "b", "A": "${canary}"}`, /has a key twice/],
    ['the same key in other letters', `{"A": "a", "B": "b", "\\u0041": "${canary}"}`, /has a key twice/],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /is not UTF-8/],
  ])('GIVEN %s THEN it is refused, without what stands there', (_, text, says) => {
    expect(() => parse(text)).toThrow(says);
    expect(() => parse(text)).toThrow(
      'nothing has been written: several values come through standard input as a JSON object of exactly A and B, each a string',
    );
    expect(() => parse(text)).not.toThrow(canary);
  });

  test('GIVEN many names THEN their number is told', () => {
    expect(() => parse('', ['A', 'B', 'C', 'D', 'E', 'F'])).toThrow(/of exactly the 6 names, each/);
  });

  test('GIVEN the name of a part of every object THEN it is a key like others', () => {
    expect(parse('{"__proto__": "x", "A": "y"}', ['__proto__', 'A'])).toEqual(
      new Map([
        ['__proto__', 'x'],
        ['A', 'y'],
      ]),
    );
  });
});
