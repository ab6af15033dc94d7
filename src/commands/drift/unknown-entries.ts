import type { FanOutPlan } from '../../plan';
import type { EnvironmentPlan } from '../../plan/plan';
import type { Aws, EntryDescription } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';

/** Entries that are tagged as this workspace's, and that no bucket has. */
export interface UnknownEntries {
  /** Of the environment itself. */
  readonly unknown: readonly EntryDescription[];
  /** How many there are of environments that this workspace does not have, by what their tag says. */
  readonly strangers: Readonly<Record<string, number>>;
}

/**
 * The entries of a region that are tagged as the project's, or why AWS does not list them: ListSecrets knows no resource,
 * so that few roles may.
 *
 * @throws AwsFault where AWS fails otherwise
 */
export async function listOwnEntries(
  region: string,
  project: string,
  aws: Pick<Aws, 'listEntries'>,
): Promise<{ readonly entries: readonly EntryDescription[] } | { readonly denied: string }> {
  try {
    return { entries: await aws.listEntries(region, { Project: project, ManagedBy: 'fanout' }) };
  } catch (error) {
    if (error instanceof AwsFault && error.answer === 'denied') return { denied: error.message };
    throw error;
  }
}

/**
 * @param listed - what is tagged as the project's in the environment's account and region
 * @param deployed - names of entries that the last deploy knew of
 */
export function findUnknown(
  listed: readonly EntryDescription[],
  environment: EnvironmentPlan,
  { outlines }: Pick<FanOutPlan, 'outlines'>,
  deployed: ReadonlySet<string>,
): UnknownEntries {
  const { name, account, region } = environment;
  const known = new Set(
    outlines
      .filter((outline) => outline.account === account && outline.region === region)
      .flatMap(({ entries }) => Object.values<string>(entries)),
  );
  // What is about to be gone is on its way out as it should be.
  const loose = listed.filter(
    (entry) => !known.has(entry.name) && !deployed.has(entry.name) && entry.deletionDate === null,
  );
  const ofOthers = loose
    .map(({ tags }) => tags.Environment ?? '')
    .filter((tag) => outlines.every((outline) => outline.name !== tag));
  const strangers = new Map<string, number>();
  for (const tag of ofOthers.sort()) strangers.set(tag, (strangers.get(tag) ?? 0) + 1);
  return {
    unknown: loose.filter(({ tags }) => tags.Environment === name),
    strangers: Object.fromEntries(strangers),
  };
}
