import { list, quote } from '../quote';

type Severity = 'error' | 'warning';

/** A diagnostic: how heavy it is, what is wrong in the words of its arguments, and what to do. */
export function define<A>(
  severity: Severity,
  message: (args: A) => string,
  hint: string | ((args: A) => string),
): { severity: Severity; message: (args: A) => string; hint: (args: A) => string } {
  return { severity, message, hint: typeof hint === 'string' ? () => hint : hint };
}

export const meant = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `Did you mean ${quote(nearest)}?`;

export const inBuckets = (buckets: readonly string[]): string =>
  `${buckets.length === 1 ? 'bucket' : 'buckets'} ${list(buckets)}`;

/** Where a fault does not hold in every environment, which ones it holds in. */
export const inEnvironments = (environments: readonly string[] | undefined): string =>
  environments === undefined ? '' : ` (in ${list(environments)})`;
