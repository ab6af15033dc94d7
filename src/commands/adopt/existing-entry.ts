import type { BucketName } from '../../model';
import { ownTags } from '../../model/manifest';
import type { BucketPlan, EnvironmentPlan } from '../../plan';
import { type KeyDifferences, keyDifferences } from '../../plan/key-differences';
import type { Aws, EntryDescription } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import { entryObject } from '../../values/entry-values';

/** What adopting asks of AWS; values are read for their keys alone. */
export type AdoptingAws = Pick<Aws, 'account' | 'describeEntry' | 'readEntry'>;

/**
 * `missing`: there is no such entry, and a deploy makes it. `scheduled`: it is to be deleted, and has to be restored first.
 * `ours`: its tags say that a deploy of this workspace has made it. `foreign`: it exists, and is of somebody else.
 */
export type Existence = 'missing' | 'scheduled' | 'ours' | 'foreign';

/** An attribute that a deploy changes once the entry is taken over; null where there is none. */
export interface AttributeChange {
  /** `tag NAME`, `description` or `key`. */
  readonly attribute: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ExistingEntry {
  readonly bucket: BucketName;
  readonly secretName: string;
  readonly existence: Existence;
  /** Null where it is missing. */
  readonly arn: string | null;
  /** Whether the environment's file adopts this very entry already, or one of its name where there is none. */
  readonly adopted: boolean;
  /** Against the plan; null where they could not be compared, for the reason in `uncompared`. */
  readonly keys: KeyDifferences | null;
  readonly uncompared: string | null;
  readonly changes: readonly AttributeChange[];
}

/** Finds the entry of a bucket by its name. @throws AwsFault */
export async function findExisting(
  { region }: Pick<EnvironmentPlan, 'region'>,
  bucket: BucketPlan,
  keyArn: string | null,
  aws: AdoptingAws,
): Promise<ExistingEntry> {
  const { name, secretName, adopts } = bucket;
  const found = await aws.describeEntry(region, secretName);
  const about = {
    bucket: name,
    secretName,
    adopted: adopts !== undefined && adopts === (found?.arn ?? adopts),
  };
  if (found === null)
    return { ...about, existence: 'missing', arn: null, keys: null, uncompared: null, changes: [] };
  const existence: Existence =
    found.deletionDate !== null ? 'scheduled' : isOurs(found, bucket) ? 'ours' : 'foreign';
  const compared =
    existence === 'scheduled'
      ? { keys: null, uncompared: 'it is scheduled for deletion' }
      : await compareKeys(region, bucket, aws);
  return { ...about, existence, arn: found.arn, ...compared, changes: changesOf(found, bucket, keyArn) };
}

/** Whether its tags say that a deploy of this workspace has made it. */
export const isOurs = ({ tags }: EntryDescription, bucket: BucketPlan): boolean =>
  ownTags.every((tag) => tags[tag] === bucket.tags[tag]);

async function compareKeys(
  region: string,
  bucket: BucketPlan,
  aws: Pick<Aws, 'readEntry'>,
): Promise<Pick<ExistingEntry, 'keys' | 'uncompared'>> {
  try {
    const { text } = await aws.readEntry(region, bucket.secretName);
    const held = entryObject(text);
    return held === null
      ? { keys: null, uncompared: 'it does not hold a JSON object' }
      : { keys: keyDifferences(bucket, Object.keys(held)), uncompared: null };
  } catch (error) {
    if (!(error instanceof AwsFault) || !(error.answer === 'denied' || error.answer === 'missing'))
      throw error;
    return {
      keys: null,
      uncompared: error.answer === 'denied' ? 'you may not read it' : 'it has no value yet',
    };
  }
}

function changesOf(
  found: EntryDescription,
  { tags, description }: BucketPlan,
  keyArn: string | null,
): AttributeChange[] {
  const names = [...new Set([...Object.keys(tags), ...Object.keys(found.tags)])].sort();
  const changes = [
    ...names.map((tag) => ({
      attribute: `tag ${tag}`,
      from: found.tags[tag] ?? null,
      to: tags[tag] ?? null,
    })),
    { attribute: 'description', from: found.description || null, to: description ?? null },
    ...(keyArn === null ? [] : [{ attribute: 'key', from: found.kmsKeyId, to: keyArn }]),
  ];
  return changes.filter(({ from, to }) => from !== to);
}
