import picomatch from 'picomatch';
import type { CanonicalName } from '../model';

/** Matches canonical names against globs (`*`, `?`, `[…]`, `{a,b}`); an empty list matches nothing. */
export function matcher(globs: readonly string[]): (name: CanonicalName) => boolean {
  const matchers = globs.map((glob) => picomatch(glob, { nonegate: true }));
  return (name) => matchers.some((matches) => matches(name));
}
