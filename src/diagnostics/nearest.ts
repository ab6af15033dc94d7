import { distance } from 'fastest-levenshtein';

/** The known name that a mistyped or shortened one most likely means, or undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 200) return undefined;
  const wanted = name.toUpperCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const upper = candidate.toUpperCase();
    const edits = isShortFor(wanted, upper) ? 1 : distanceBelow(wanted, upper, least);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** `prod` for `production`. */
function isShortFor(name: string, candidate: string): boolean {
  return name.length >= 3 && candidate.startsWith(name);
}

/** The edit distance, or the limit where the lengths alone say that it is not below. */
function distanceBelow(name: string, candidate: string, limit: number): number {
  return Math.abs(candidate.length - name.length) >= limit ? limit : distance(name, candidate);
}
