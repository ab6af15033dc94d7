import type { BucketPlan } from '../../plan';
import { keyDifferences } from '../../plan/key-differences';
import type { EntryOutput } from '../../terraform';
import type { EntryDescription, EntryVersion } from '../../values/aws';
import { compareVersions } from '../drift/compare-versions';
import type { ConfirmedBucket, ConfirmFault } from './finding';

/** What is known of a bucket's entry in AWS. */
export interface SeenEntry {
  /** Null where there is no such entry. */
  readonly description: EntryDescription | null;
  /** Empty where nobody asked: there is no entry, or it is scheduled for deletion. */
  readonly history: readonly EntryVersion[];
  readonly keys: SeenKeys;
}

/** The names in an entry, or why they are not known: a sentence. */
export type SeenKeys =
  | { readonly keys: readonly string[] }
  | { readonly denied: string }
  | { readonly unreadable: string }
  | null;

/**
 * Holds a bucket of the plan against what the last deploy left behind and against what stands in AWS.
 *
 * @param deployed - undefined where the last deploy knows nothing of it
 */
export function compareBucket(
  bucket: BucketPlan,
  deployed: EntryOutput | undefined,
  seen: SeenEntry,
): ConfirmedBucket {
  const { description } = seen;
  const faults = [...deployFaults(bucket, deployed), ...entryFaults(bucket, deployed, seen)];
  const current = labelled(description, 'AWSCURRENT');
  const calm = bucket.status === 'new' && current === null ? 'empty' : 'confirmed';
  return {
    bucket: bucket.name,
    secretName: bucket.secretName,
    state: faults.length > 0 ? 'faulty' : calm,
    current,
    previous: labelled(description, 'AWSPREVIOUS'),
    keysUnread: seen.keys !== null && 'denied' in seen.keys ? seen.keys.denied : null,
    faults,
  };
}

export function labelled(description: EntryDescription | null, label: string): string | null {
  const stages = description?.stages ?? {};
  return Object.keys(stages).find((id) => stages[id]?.includes(label)) ?? null;
}

function deployFaults({ fingerprint }: BucketPlan, deployed: EntryOutput | undefined): ConfirmFault[] {
  if (deployed === undefined) return [{ kind: 'not-made' }];
  return deployed.fingerprint === fingerprint ? [] : [{ kind: 'not-deployed' }];
}

/** What follows from another fault is not said beside it. */
function entryFaults(
  bucket: BucketPlan,
  deployed: EntryOutput | undefined,
  { description, history, keys }: SeenEntry,
): ConfirmFault[] {
  if (deployed === undefined) return [];
  if (description === null) return [{ kind: 'missing' }];
  const { arn, deletionDate, stages } = description;
  if (deletionDate !== null) return [{ kind: 'scheduled-for-deletion', date: deletionDate.toISOString() }];
  if (arn !== deployed.arn) return [{ kind: 'replaced', arn, deployed: deployed.arn }];
  // Nothing is written to it yet.
  if (bucket.adopts !== undefined) return [];
  const moved = compareVersions({ deployed: deployed.versionId, stages, history });
  if (moved !== null) return isOfVersions(moved) ? [moved] : [];
  const current = labelled(description, 'AWSCURRENT');
  const others = history.filter(({ id }) => id !== current);
  return [
    ...(others.length > 0 && labelled(description, 'AWSPREVIOUS') === null
      ? [{ kind: 'no-previous-version' as const }]
      : []),
    ...keyFaults(bucket, keys),
  ];
}

type VersionFault = Extract<ConfirmFault, { readonly kind: 'no-current-version' | 'other-version' }>;

const isOfVersions = (gist: { readonly kind: string }): gist is VersionFault =>
  gist.kind === 'no-current-version' || gist.kind === 'other-version';

function keyFaults(bucket: BucketPlan, keys: SeenKeys): ConfirmFault[] {
  if (keys === null || 'denied' in keys) return [];
  if ('unreadable' in keys) return [{ kind: 'unreadable', why: keys.unreadable }];
  const { missing, unplanned } = keyDifferences(bucket, keys.keys);
  return missing.length + unplanned.length === 0 ? [] : [{ kind: 'other-keys', missing, unplanned }];
}
