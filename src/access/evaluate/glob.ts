/** Stands for exactly one character. */
export const ONE = -1;
/** Stands for any number of characters, none included. */
const MANY = -2;

/** UTF-16 code units, and the two wildcards between them. */
export type Glob = readonly number[];

/** The text itself: nothing in it is a wildcard. */
export const literalOf = (text: string): Glob =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

/** `?` and `*` are wildcards; everything else stands for itself. */
export const globOf = (text: string): Glob =>
  literalOf(text).map((unit) => (unit === 0x2a ? MANY : unit === 0x3f ? ONE : unit));

/** Whether the glob covers the whole text. Steps back to the last `*` alone, so that no pattern is slow. */
export function matchesGlob(glob: Glob, text: string): boolean {
  let at = 0;
  let unit = 0;
  let star = -1;
  let resume = 0;
  while (unit < text.length) {
    if (glob[at] === MANY) {
      star = at++;
      resume = unit;
    } else if (at < glob.length && (glob[at] === ONE || glob[at] === text.charCodeAt(unit))) {
      at++;
      unit++;
    } else if (star >= 0) {
      at = star + 1;
      unit = ++resume;
    } else {
      return false;
    }
  }
  while (glob[at] === MANY) at++;
  return at === glob.length;
}
