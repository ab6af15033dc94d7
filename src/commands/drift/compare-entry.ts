import type { PolicyDocument } from '../../access';
import type { BucketPlan } from '../../plan/plan';
import type { EntryOutput } from '../../terraform';
import type { EntryDescription, EntryVersion, KeyDescription } from '../../values/aws';
import { comparePolicies } from './compare-policies';
import { compareVersions } from './compare-versions';
import type { Gist, Pending } from './finding';

/** What is to stand there. */
export interface PlannedEntry {
  readonly bucket: BucketPlan;
  /** The entry's own policy; undefined where none is generated. */
  readonly policy: PolicyDocument | undefined;
  /** Whether a service fills it, so that versions are none of Terraform's. */
  readonly filledOutside: boolean;
  /** What the last deploy left behind: null where it knows nothing of the entry, undefined where nobody asked. */
  readonly deployed: EntryOutput | null | undefined;
  /** Alias of the environment's key, and what it stands for; null where there is no such key. */
  readonly keyAlias: string;
  readonly key: KeyDescription | null;
}

/** What stands there. An entry that is scheduled for deletion tells neither its policy nor its history. */
export interface SeenEntry {
  readonly description: EntryDescription;
  readonly policy: string | null;
  /** Where it took more than labels to tell. */
  readonly history?: readonly EntryVersion[];
}

export interface Comparison {
  readonly gists: readonly Gist[];
  readonly pending: Pending['kind'] | null;
}

/** One entry as it is planned and as it stands. @param seen - null where there is none */
export function compareEntry(planned: PlannedEntry, seen: SeenEntry | null): Comparison {
  const { bucket, deployed } = planned;
  if (bucket.adopts !== undefined) return compareAdopted(bucket.adopts, deployed, seen);
  if (seen === null) return absent(deployed);
  const { description } = seen;
  const { arn, deletionDate } = description;
  const pending = deployed === null ? 'not-made' : isPending(bucket, deployed) ? 'not-deployed' : null;
  if (deletionDate !== null) return { gists: [scheduled(deletionDate)], pending };
  // What stands in an entry of somebody else is none of ours.
  if (deployed === null) return { gists: [{ kind: 'not-in-state', arn }], pending };
  if (deployed !== undefined && deployed.arn !== arn)
    return { gists: [{ kind: 'replaced', arn, deployed: deployed.arn }], pending };
  const gists = [
    versionGist(planned, seen),
    policyGist(planned, seen),
    keyGist(planned, description),
    description.rotationEnabled ? ({ kind: 'rotation-enabled' } as const) : null,
    description.replicas.length === 0
      ? null
      : ({ kind: 'replicated', regions: [...description.replicas].sort() } as const),
    ...tagGists(bucket.tags, description.tags),
    descriptionGist(bucket, description),
  ];
  return { gists: gists.filter((gist) => gist !== null), pending };
}

/** While it is being adopted, Terraform leaves it as it is: all that matters is that it is still that one. */
function compareAdopted(
  adopts: string,
  deployed: EntryOutput | null | undefined,
  seen: SeenEntry | null,
): Comparison {
  const pending = deployed === null ? 'not-adopted' : null;
  if (seen === null) return { gists: [{ kind: 'deleted', arn: adopts }], pending };
  const { arn, deletionDate } = seen.description;
  if (deletionDate !== null) return { gists: [scheduled(deletionDate)], pending };
  return { gists: arn === adopts ? [] : [{ kind: 'replaced', arn, deployed: adopts }], pending };
}

const scheduled = (date: Date): Gist => ({ kind: 'scheduled-for-deletion', date: date.toISOString() });

function absent(deployed: EntryOutput | null | undefined): Comparison {
  if (deployed === null) return { gists: [], pending: 'not-made' };
  if (deployed === undefined) return { gists: [{ kind: 'missing' }], pending: null };
  return { gists: [{ kind: 'deleted', arn: deployed.arn }], pending: null };
}

/** A bucket that is not ready has no fingerprint, and leaves what was deployed as it is. */
const isPending = ({ fingerprint }: BucketPlan, deployed: EntryOutput | undefined): boolean =>
  fingerprint !== null && deployed !== undefined && deployed.fingerprint !== fingerprint;

function versionGist({ filledOutside, deployed }: PlannedEntry, seen: SeenEntry): Gist | null {
  if (filledOutside) return null;
  const { stages } = seen.description;
  const { history } = seen;
  return compareVersions({
    deployed: deployed === undefined ? undefined : (deployed?.versionId ?? null),
    stages,
    ...(history === undefined ? {} : { history }),
  });
}

function policyGist({ policy }: PlannedEntry, seen: SeenEntry): Gist | null {
  const difference = comparePolicies(policy, seen.policy);
  return difference === null
    ? null
    : { kind: 'policy-changed', isPlanned: policy !== undefined, ...difference };
}

/**
 * A key may be called by its ARN, its id, an alias or the ARN of one; another account may have an alias of the same name. Where
 * there is no key, that is said once for all entries.
 */
function keyGist({ key, keyAlias }: PlannedEntry, { kmsKeyId }: EntryDescription): Gist | null {
  if (key === null) return null;
  const id = key.arn.slice(key.arn.lastIndexOf('/') + 1);
  const owner = key.arn.slice(0, key.arn.lastIndexOf(':'));
  const isSame = kmsKeyId !== null && [key.arn, id, keyAlias, `${owner}:${keyAlias}`].includes(kmsKeyId);
  return isSame ? null : { kind: 'other-key', key: kmsKeyId, planned: key.arn };
}

/** Tags of AWS itself can be set by nobody. */
function tagGists(
  planned: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): Gist[] {
  const found = new Map(Object.entries(actual).filter(([tag]) => !/^aws:/i.test(tag)));
  const wanted = new Map(Object.entries(planned));
  return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((tag): Gist[] => {
    const from = wanted.get(tag) ?? null;
    const to = found.get(tag) ?? null;
    return from === to ? [] : [{ kind: 'tag-changed', tag, from, to }];
  });
}

function descriptionGist(
  { description: from = '' }: BucketPlan,
  { description: to }: EntryDescription,
): Gist | null {
  return from === to ? null : { kind: 'description-changed', from, to };
}
