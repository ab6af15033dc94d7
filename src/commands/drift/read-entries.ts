import type { Aws } from '../../values/aws';
import { severalAtOnce } from '../several-at-once';
import type { SeenEntry } from './compare-entry';
import { needsHistory } from './compare-versions';

/** What is asked of AWS about an entry: metadata alone. */
export type EntryReader = Pick<Aws, 'describeEntry' | 'entryPolicy' | 'entryVersions'>;

export interface Asked {
  /** Name of the entry. */
  readonly name: string;
  /** Id of the version that the last deploy wrote; null where it wrote none, undefined where nobody knows. */
  readonly deployed: string | null | undefined;
}

/** Entries that are asked about at once. */
const atOnce = 16;

/**
 * What stands in AWS under each name, two calls an entry, and a third one where AWSCURRENT stands elsewhere than expected.
 *
 * @returns in the order in which they were asked for; null where there is no such entry
 * @throws AwsFault
 */
export async function readEntries(
  region: string,
  asked: readonly Asked[],
  aws: EntryReader,
): Promise<readonly (SeenEntry | null)[]> {
  return severalAtOnce(atOnce, asked, (each) => readEntry(region, each, aws));
}

async function readEntry(
  region: string,
  { name, deployed }: Asked,
  aws: EntryReader,
): Promise<SeenEntry | null> {
  const description = await aws.describeEntry(region, name);
  if (description === null) return null;
  // AWS refuses to tell more about it then.
  if (description.deletionDate !== null) return { description, policy: null };
  const policy = await aws.entryPolicy(region, name);
  if (!needsHistory({ deployed, stages: description.stages })) return { description, policy };
  return { description, policy, history: await aws.entryVersions(region, name) };
}
