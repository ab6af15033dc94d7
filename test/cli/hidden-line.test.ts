import fc from 'fast-check';
import { HiddenLine } from '../../src/cli/hidden-line';

function feed(...chunks: string[]): [state: string, text: string] {
  const line = new HiddenLine();
  let state = 'typing';
  for (const chunk of chunks) state = line.feed(chunk);
  return [state, line.text];
}

const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

describe('a line that is not shown', () => {
  test.each<[what: string, chunks: string[], state: string, text: string]>([
    ['keys', ['s', '3', 'cr', 'et'], 'typing', 's3cret'],
    ['the return key', ['s3cret\r'], 'done', 's3cret'],
    ['a line end', ['s3cret\n'], 'done', 's3cret'],
    ['a Windows line end', ['s3cret\r\n'], 'done', 's3cret'],
    ['backspace', ['s4\u007f3x\b\r'], 'done', 's3'],
    ['backspace over nothing', ['\u007f\u007fa\r'], 'done', 'a'],
    ['backspace over a character of two units', ['a🔐\u007fb\r'], 'done', 'ab'],
    ['Ctrl-U', ['wrong\u0015right\r'], 'done', 'right'],
    ['Ctrl-C', ['s3c\u0003'], 'aborted', 's3c'],
    ['Ctrl-D on nothing', ['\u0004'], 'aborted', ''],
    ['Ctrl-D behind text', ['a\u0004'], 'done', 'a'],
    ['arrows and function keys', ['a\u001b[D\u001b[1;5C\u001bOPb\u001b[3~\r'], 'done', 'ab'],
    ['an arrow that comes in two pieces', ['a\u001b', '[', 'Db\r'], 'done', 'ab'],
    ['other control keys', ['a\u0001\u0007\tb\r'], 'done', 'ab'],
    ['a paste', [paste('s3cret'), '\r'], 'done', 's3cret'],
    ['a paste of several lines', [paste('one\rtwo\r\nthree\n'), '\r'], 'done', 'one\ntwo\nthree\n'],
    ['a paste with a tab and Ctrl-C', [paste('a\t\u0003b'), '\r'], 'done', 'a\t\u0003b'],
    ['a paste in pieces', ['\u001b[2', '00~on', 'e\rtwo\u001b[20', '1~', '\r'], 'done', 'one\ntwo'],
    ['a paste between keys', ['a', paste('b'), 'c\u007f\r'], 'done', 'ab'],
    ['lines that were not announced as a paste', ['one\rtwo\r'], 'broken', 'one'],
    ['more behind the end', ['one\r', 'two'], 'broken', 'one'],
  ])('GIVEN %s THEN that is what was meant', (_, chunks, state, text) => {
    expect(feed(...chunks)).toEqual([state, text]);
  });

  test('GIVEN any text without control characters WHEN it is pasted THEN it comes out as it is, however it is cut', () => {
    const text = fc.string({ unit: 'grapheme' }).map((each) => each.replace(/\p{Cc}/gu, '\n'));
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), (value, cuts) => {
        const units = [...`${paste(value.replaceAll('\n', '\r'))}\r`];
        const at = [...new Set([0, ...cuts, units.length])].sort((a, b) => a - b);
        const chunks = at.map((from, index) => units.slice(from, at[index + 1]).join(''));
        expect(feed(...chunks.filter((chunk) => chunk !== ''))).toEqual(['done', value]);
      }),
    );
  });
});
