/** The characters that a value is made of, or what is wrong with the alphabet that somebody wrote. */
export type Alphabet = { readonly characters: readonly string[] } | { readonly refused: string };

/**
 * Reads an alphabet: characters as they are, and ranges inside of `a-z`, `A-Z` and `0-9`. Printable ASCII without the
 * space, so that nothing between a terminal and an application changes it.
 */
export function parseAlphabet(written: string): Alphabet {
  if (!/^[!-~]+$/.test(written))
    return { refused: 'An alphabet is made of printable ASCII characters, without spaces' };
  const characters = [...written.matchAll(/([a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])|./gs)].flatMap(
    ([text, range]) => (range === undefined ? [text] : expand(range)),
  );
  if (characters.length < 2) return { refused: 'An alphabet has at least two characters' };
  const twice = characters.find((character, index) => characters.indexOf(character) !== index);
  if (twice !== undefined)
    return { refused: `The alphabet has ${twice} twice, which would make it likelier than others` };
  return { characters };
}

/** `a-f`; empty where it runs backwards. */
function expand(range: string): string[] {
  const [first = 0, last = 0] = [range.charCodeAt(0), range.charCodeAt(2)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    String.fromCharCode(first + index),
  );
}
