import { compareText } from '../diagnostics';
import type { BucketPlan } from './plan';
import { own } from './record';

/** Where the keys of a deployed entry are not those of the plan; each sorted. */
export interface KeyDifferences {
  /** In the plan, and not in the entry. */
  readonly missing: readonly string[];
  /** In the entry, and not in the plan. */
  readonly unplanned: readonly string[];
}

export function keyDifferences(
  { entries }: Pick<BucketPlan, 'entries'>,
  keys: Iterable<string>,
): KeyDifferences {
  const deployed = new Set(keys);
  return {
    missing: Object.keys(entries)
      .filter((target) => !deployed.has(target))
      .sort(compareText),
    unplanned: [...deployed].filter((key) => own(entries, key) === undefined).sort(compareText),
  };
}
