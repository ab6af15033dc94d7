import fc from 'fast-check';
import { decode } from '../../src/workspace/decode';

const utf8 = 'Save it as UTF-8.';

describe('decode', () => {
  test('GIVEN a byte-order mark WHEN decoded THEN it is not part of the text', () => {
    expect(decode(Buffer.from('\ufeffa: ä\r\n'))).toBe('a: ä\r\n');
  });

  test.each([
    ['UTF-16, little end first', Buffer.from('\ufeffa: 1', 'utf16le'), 'it is UTF-16'],
    ['UTF-16, big end first', Buffer.from('\ufeffa: 1', 'utf16le').swap16(), 'it is UTF-16'],
    ['UTF-16 without a mark', Buffer.from('a: 1', 'utf16le'), 'it holds a NUL byte'],
    ['a NUL', Buffer.from('a: \0'), 'it holds a NUL byte'],
    ['Latin-1', Buffer.from('a: ä', 'latin1'), 'it is not UTF-8'],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), 'it is not UTF-8'],
  ])('GIVEN %s WHEN decoded THEN it says what it is', (_, bytes, reason) => {
    expect(decode(bytes)).toEqual({ reason, remedy: expect.stringContaining(utf8) });
  });

  test('GIVEN any bytes WHEN decoded THEN it never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const decoded = decode(bytes);
        if (typeof decoded === 'string')
          expect(Buffer.from(decoded).equals(Buffer.from(bytes)) || bytes[0] === 0xef).toBe(true);
      }),
    );
  });
});
