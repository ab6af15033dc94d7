import { Fault } from '../../diagnostics';
import type { BucketPlan, EnvironmentPlan } from '../../plan';
import type { Aws } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import { parseEntryValues } from '../../values/entry-values';
import { severalAtOnce } from '../several-at-once';
import { labelled, type SeenEntry, type SeenKeys } from './compare';

/** What is asked of AWS about an entry. */
export type ConfirmAws = Pick<Aws, 'describeEntry' | 'entryVersions' | 'readEntry'>;

/** Entries that are asked about at once. */
const atOnce = 16;

/**
 * What stands in AWS behind each bucket. Of what is read only the names are kept.
 *
 * @returns in the order of the buckets
 * @throws AwsFault, but not where the keys alone may not be read
 */
export async function lookAtEntries(
  environment: EnvironmentPlan,
  buckets: readonly BucketPlan[],
  aws: ConfirmAws,
): Promise<readonly SeenEntry[]> {
  return severalAtOnce(atOnce, buckets, (bucket) => lookAtEntry(environment, bucket, aws));
}

async function lookAtEntry(
  environment: EnvironmentPlan,
  bucket: BucketPlan,
  aws: ConfirmAws,
): Promise<SeenEntry> {
  const { region } = environment;
  const description = await aws.describeEntry(region, bucket.secretName);
  if (description === null || description.deletionDate !== null)
    return { description, history: [], keys: null };
  const history = await aws.entryVersions(region, bucket.secretName);
  const current = labelled(description, 'AWSCURRENT');
  return {
    description,
    history,
    keys: current === null ? null : await lookAtKeys(environment, bucket, current, aws),
  };
}

/** Of this very version: the label could move while others are looked at. */
async function lookAtKeys(
  { region }: EnvironmentPlan,
  { secretName }: BucketPlan,
  version: string,
  aws: ConfirmAws,
): Promise<SeenKeys> {
  try {
    const { text } = await aws.readEntry(region, secretName, version);
    return { keys: [...parseEntryValues(text, `${secretName} in ${region}`).keys()] };
  } catch (error) {
    if (error instanceof AwsFault && error.answer === 'denied') return { denied: error.message };
    if (error instanceof Fault && !(error instanceof AwsFault)) return { unreadable: error.message };
    throw error;
  }
}
