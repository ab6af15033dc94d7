import { Fault, list, quote } from '../diagnostics';
import { isReservedTarget } from '../model/reserved-target';
import { type BucketPlan, own } from '../plan';
import type { Aws } from '../values/aws';
import { AwsFault } from '../values/aws-fault';
import type { EntryValues } from '../values/entry-values';
import { refuseOtherAccount } from '../values/own-account';
import { type DeployedBucket, readBucket } from '../values/read-bucket';
import type { ChosenBuckets } from './choose-bucket';
import { severalAtOnce } from './several-at-once';

/** What came of reading one bucket. */
export interface ReadChosen {
  readonly bucket: BucketPlan;
  /** The entry, or the sentence that says why it cannot be read. */
  readonly deployed: DeployedBucket | { readonly reason: string };
}

const atOnce = 8;
const passable: readonly AwsFault['answer'][] = ['denied', 'missing', 'scheduled'];

/**
 * Values of a protected environment leave Secrets Manager only where somebody says so.
 *
 * @throws Fault where nobody did
 */
export function refuseProtected(
  { environment }: Pick<ChosenBuckets, 'environment'>,
  allowProtected: boolean,
): void {
  if (!environment.protected || allowProtected) return;
  throw new Fault(
    `${environment.name} is protected, so its values stay in Secrets Manager: take another environment, or say --allow-protected if they really must come here`,
  );
}

/**
 * Reads the entries of some buckets. Of several, those that the caller may not read, that are not deployed yet or that are
 * to be deleted are left out, unless that is all of them.
 *
 * @throws AwsFault where AWS refuses, or where the credentials are of another account
 */
export async function readChosen(
  { environment, buckets }: ChosenBuckets,
  aws: Pick<Aws, 'account' | 'readEntry'>,
): Promise<readonly ReadChosen[]> {
  await refuseOtherAccount(environment, aws);
  const results = await severalAtOnce(atOnce, buckets, async (bucket): Promise<ReadChosen | AwsFault> => {
    try {
      return { bucket, deployed: await readBucket(environment, bucket, aws) };
    } catch (error) {
      if (error instanceof AwsFault && passable.includes(error.answer)) return error;
      throw error;
    }
  });
  const [first] = results;
  if (first instanceof AwsFault && results.every((result) => result instanceof AwsFault)) throw first;
  return results.map((result, index) =>
    result instanceof AwsFault
      ? { bucket: buckets[index] as BucketPlan, deployed: { reason: result.message } }
      : result,
  );
}

/**
 * A plan holds no reserved name, or somebody allowed it there; an entry that was changed elsewhere could.
 *
 * @throws Fault where it does
 */
export function refuseReserved(
  values: EntryValues,
  { entries, secretName }: Pick<BucketPlan, 'entries' | 'secretName'>,
): void {
  const reserved = [...values.keys()].filter(
    (name) => isReservedTarget(name) && own(entries, name) === undefined,
  );
  if (reserved.length === 0) return;
  throw new Fault(
    `${secretName} holds ${list(reserved.map((name) => quote(name)))}, which would change how programs run and is not in the plan: somebody changed the entry outside of fanout, so deploy it anew`,
  );
}
