import type { CanonicalName } from '../model';

/** One character of a name, or any number of them. */
type Part = '*' | ((character: string) => boolean);

/** No glob over names needs more; one that has it matches nothing, which is an error. */
const longest = 1_000;
const mostAlternatives = 1_000;

/**
 * Matches canonical names against globs (`*`, `?`, `[…]`, `[!…]`, `{a,b}`); an empty list matches nothing. Not by regular
 * expressions: a few stars in a row would take one for minutes.
 */
export function matcher(globs: readonly string[]): (name: CanonicalName) => boolean {
  const patterns = globs.flatMap(alternatives).map(partsOf);
  return (name) => patterns.some((pattern) => matches(pattern, name));
}

/** What `{a,b}` stands for, written out; braces may stand within braces. */
function alternatives(glob: string): string[] {
  if (glob.length > longest) return [];
  let globs = [glob];
  while (globs.length <= mostAlternatives) {
    const written = globs.flatMap(withoutInnermost);
    if (written.every((each, index) => each === globs[index])) return written;
    globs = written;
  }
  return [];
}

function withoutInnermost(glob: string): string[] {
  const [braces, inside = ''] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (braces === undefined) return [glob];
  const at = glob.indexOf(braces);
  return inside.split(',').map((option) => glob.slice(0, at) + option + glob.slice(at + braces.length));
}

function partsOf(glob: string): Part[] {
  return [...glob.matchAll(/\[([!^]?)([^\]]+)\]|./gsu)].map(([text, not, set]): Part => {
    if (text === '*') return '*';
    if (text === '?') return () => true;
    if (set === undefined) return (character) => character === text;
    const ranges = [...set.matchAll(/(.)-(.)|./gsu)].map(
      ([one, from = one, to = one]) => [from, to] as const,
    );
    return (character) => ranges.some(([from, to]) => from <= character && character <= to) === (not === '');
  });
}

/** Where a star took too little, it takes one character more; only the latest star is ever asked again. */
function matches(pattern: readonly Part[], name: string): boolean {
  let part = 0;
  let at = 0;
  let star: { readonly part: number; at: number } | undefined;
  while (at < name.length) {
    const here = pattern[part];
    if (here === '*') {
      star = { part, at };
      part += 1;
    } else if (here?.(name.charAt(at)) === true) {
      part += 1;
      at += 1;
    } else if (star !== undefined) {
      star.at += 1;
      part = star.part + 1;
      at = star.at;
    } else return false;
  }
  return pattern.slice(part).every((rest) => rest === '*');
}
