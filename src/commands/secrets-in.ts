import { type BucketPlan, own } from '../plan';
import type { EntryValues } from '../values/entry-values';
import type { SecretValue } from '../values/secret-value';

/**
 * The secrets among the values of an entry. What the plan has as configuration, with this very text, is none: an output
 * without every `true` in it would say nothing.
 */
export const secretsIn = (values: EntryValues, { entries }: Pick<BucketPlan, 'entries'>): SecretValue[] =>
  [...values]
    .filter(([name, value]) => own(entries, name)?.value !== value.reveal())
    .map(([, value]) => value);
