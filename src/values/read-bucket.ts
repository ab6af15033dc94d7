import type { BucketPlan, EnvironmentPlan } from '../plan';
import type { Aws } from './aws';
import { AwsFault } from './aws-fault';
import { type EntryValues, parseEntryValues } from './entry-values';

/** The entry of a bucket as it is in Secrets Manager now. */
export interface DeployedBucket {
  readonly versionId: string;
  readonly values: EntryValues;
}

/**
 * Reads the entry of a bucket.
 *
 * @throws AwsFault where AWS refuses; Fault where there is nothing to read yet, or not what fanout writes
 */
export async function readBucket(
  { name, region }: Pick<EnvironmentPlan, 'name' | 'region'>,
  bucket: Pick<BucketPlan, 'name' | 'secretName' | 'status'>,
  aws: Pick<Aws, 'readEntry'>,
): Promise<DeployedBucket> {
  try {
    const { versionId, text } = await aws.readEntry(region, bucket.secretName);
    return { versionId, values: parseEntryValues(text, `${bucket.secretName} in ${region}`) };
  } catch (error) {
    if (!(error instanceof AwsFault) || error.answer !== 'missing') throw error;
    // AWS answers alike where there is no entry and where it has no version.
    const remedy =
      bucket.status === 'ready'
        ? `deploy ${name} first`
        : `set its values, and deploy ${name}: fanout check ${name} lists what is missing`;
    throw new AwsFault(
      `${bucket.secretName} in ${region}, the entry of ${bucket.name}, is not there or has no value yet: ${remedy}`,
      'missing',
    );
  }
}
