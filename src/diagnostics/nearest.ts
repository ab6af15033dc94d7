import { distance } from 'fastest-levenshtein';

/** The known name that a mistyped one most likely means, or undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 200) return undefined;
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name.toUpperCase(), candidate.toUpperCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}
