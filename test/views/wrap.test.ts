import { cut, wrap } from '../../src/views/wrap';

describe('wrap', () => {
  test('GIVEN a long sentence WHEN wrapped THEN no line is wider than asked for', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  test('GIVEN a word wider than the page WHEN wrapped THEN it stays whole', () => {
    expect(wrap('a VERY_LONG_NAME b', 6)).toEqual(['a', 'VERY_LONG_NAME', 'b']);
  });

  test('GIVEN characters two columns wide WHEN wrapped THEN columns count, not characters', () => {
    expect(wrap('秘密 秘密', 8)).toEqual(['秘密', '秘密']);
  });
});

describe('cut', () => {
  test.each([
    ['fits', 'abcd', 'abcd'],
    ['is too long', 'abcde', 'abc…'],
    ['is wide', '秘密鍵', '秘…'],
    ['is made of pairs of units', '😀😀😀', '😀…'],
  ])('GIVEN a text that %s WHEN cut to four columns THEN it takes no more', (_, text, expected) => {
    expect(cut(text, 4)).toBe(expected);
  });
});
