import type { BucketPlan } from '../../plan';
import { own } from '../../plan';
import type { EntryValues } from '../../values/entry-values';

export interface Selection {
  /** Only targets that may reach a browser, as the plan has them. */
  readonly onlyPublic: boolean;
  /** `preview`: without what a preview deployment sets for itself. */
  readonly target: 'preview' | undefined;
}

/** Those values of an entry that are wanted. */
export function selectValues(
  values: EntryValues,
  { entries, excludeFromPreview }: Pick<BucketPlan, 'entries' | 'excludeFromPreview'>,
  publicPrefixes: readonly string[],
  { onlyPublic, target }: Selection,
): EntryValues {
  const excluded = new Set<string>(target === 'preview' ? excludeFromPreview : []);
  // What is not planned has not been judged: somebody may have put a secret there under a public name.
  const isPublic = (name: string): boolean =>
    hasPrefix(name, publicPrefixes) && own(entries, name) !== undefined;
  return new Map([...values].filter(([name]) => !excluded.has(name) && (!onlyPublic || isPublic(name))));
}

/** Whether a browser loads some of what the bucket holds. */
export const hasPublicNames = (
  { entries }: Pick<BucketPlan, 'entries'>,
  prefixes: readonly string[],
): boolean => Object.keys(entries).some((target) => hasPrefix(target, prefixes));

const hasPrefix = (name: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => name.startsWith(prefix));
