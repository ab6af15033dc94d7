import type { EnvironmentAccess } from '../../access';
import type { EnvironmentName } from '../../model';
import { own } from '../../plan';
import type { BucketPlan, EnvironmentPlan, FanOutPlan } from '../../plan/plan';
import { foundationStackName } from '../../stacks/foundation-stacks';
import type { EntryOutput, StackOutputs } from '../../terraform';
import type { Aws, KeyDescription } from '../../values/aws';
import type { StateOwner } from '../stack-outputs';
import { type Comparison, compareEntry, type PlannedEntry } from './compare-entry';
import type { Finding, Gist, Pending } from './finding';
import { type EntryReader, readEntries } from './read-entries';
import { findUnknown, listOwnEntries } from './unknown-entries';
import { weigh } from './weigh';

/** The world that is compared with the plan; nothing of it is written to, and no value is read. */
export interface DriftEdges {
  readonly aws: EntryReader & Pick<Aws, 'account' | 'findKey' | 'listEntries'>;
  /** What the last deploy left behind; null where it is not to be asked for. */
  readonly outputs: ((environment: StateOwner) => Promise<StackOutputs>) | null;
}

/** An environment that was looked at. */
export interface Checked {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly region: string;
  /** How many entries it is to have. */
  readonly entries: number;
  /** Whether versions were compared with those that the last deploy wrote. */
  readonly outputs: boolean;
  /** Why nobody looked for entries that no bucket has; null where somebody did. */
  readonly unlisted: string | null;
  /** How many entries there are of environments that this workspace does not have, by what their tag says. */
  readonly strangers: Readonly<Record<string, number>>;
}

export interface Look {
  readonly checked: Checked;
  readonly findings: readonly Finding[];
  readonly pending: readonly Pending[];
}

/** What an environment is compared with. */
export interface Planned {
  readonly plan: FanOutPlan;
  readonly environment: EnvironmentPlan;
  /** What its stack makes of access; undefined where the manifest says nothing about it. */
  readonly access: EnvironmentAccess | undefined;
}

/** One environment, as it is planned and as it stands. @throws AwsFault, TerraformFault */
export async function lookAt(planned: Planned, { aws, outputs: outputsOf }: DriftEdges): Promise<Look> {
  const { plan, environment } = planned;
  const { region, keyAlias } = environment;
  const [outputs, key, listed] = await Promise.all([
    outputsOf?.(environment),
    aws.findKey(region, keyAlias),
    listOwnEntries(region, plan.project, aws),
  ]);
  const deployed = outputs === undefined ? undefined : entriesByName(outputs);
  const compared = await compareAll(plannedEntries(planned, key, deployed), region, aws);
  const { unknown, strangers } =
    'denied' in listed
      ? { unknown: [], strangers: {} }
      : findUnknown(listed.entries, environment, plan, new Set(deployed?.keys()));
  const { name, account, buckets } = environment;
  const found = (gist: Gist, bucket: Finding['bucket'], secretName: Finding['secretName']): Finding => ({
    gist,
    weight: weigh(gist),
    environment: name,
    bucket,
    secretName,
  });
  const waiting = compared.flatMap(({ bucket, pending }) =>
    pending === null ? [] : [{ kind: pending, bucket: bucket.name, secretName: bucket.secretName }],
  );
  return {
    checked: {
      name,
      account,
      region,
      entries: Object.keys(buckets).length,
      outputs: deployed !== undefined,
      unlisted: 'denied' in listed ? listed.denied : null,
      strangers,
    },
    findings: [
      ...keyGists(key, planned, deployed).map((gist) => found(gist, null, null)),
      ...compared.flatMap(({ bucket, gists }) =>
        gists.map((gist) => found(gist, bucket.name, bucket.secretName)),
      ),
      ...unknown.map((entry) => found({ kind: 'unknown-entry', arn: entry.arn }, null, entry.name)),
    ],
    pending: [...waiting, ...removals(outputs, environment)].map((each) => ({ ...each, environment: name })),
  };
}

/** By name of the entry: a bucket can be renamed, and can get another entry. */
const entriesByName = ({ buckets }: StackOutputs): ReadonlyMap<string, EntryOutput> =>
  new Map([...(buckets?.values() ?? [])].map((entry) => [entry.name, entry]));

function plannedEntries(
  { environment, access }: Planned,
  key: KeyDescription | null,
  deployed: ReadonlyMap<string, EntryOutput> | undefined,
): readonly PlannedEntry[] {
  return Object.values<BucketPlan>(environment.buckets).map((bucket) => ({
    bucket,
    policy: own(access?.entryPolicies ?? {}, bucket.name),
    filledOutside: access?.services.some(({ writer }) => writer.includes(bucket.name)) === true,
    deployed: deployed === undefined ? undefined : (deployed.get(bucket.secretName) ?? null),
    keyAlias: environment.keyAlias,
    key,
  }));
}

async function compareAll(
  planned: readonly PlannedEntry[],
  region: string,
  aws: EntryReader,
): Promise<(Comparison & { readonly bucket: BucketPlan })[]> {
  const asked = planned.map(({ bucket, deployed }) => ({
    name: bucket.secretName,
    deployed: deployed === undefined ? undefined : (deployed?.versionId ?? null),
  }));
  const seen = await readEntries(region, asked, aws);
  return planned.map((entry, index) => ({
    bucket: entry.bucket,
    ...compareEntry(entry, seen[index] ?? null),
  }));
}

/** Entries of the last deploy that no bucket has any more, with the bucket that had them. */
const removals = (
  outputs: StackOutputs | undefined,
  { buckets }: EnvironmentPlan,
): Omit<Pending, 'environment'>[] =>
  [...(outputs?.buckets ?? [])]
    .filter(([, { name }]) =>
      Object.values<BucketPlan>(buckets).every(({ secretName }) => secretName !== name),
    )
    .map(([bucket, { name }]) => ({ kind: 'removal-not-deployed', bucket, secretName: name }));

/** States: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function keyGists(
  key: KeyDescription | null,
  { plan, environment }: Planned,
  deployed: ReadonlyMap<string, EntryOutput> | undefined,
): Gist[] {
  const { account, keyAlias: alias } = environment;
  if (key !== null)
    return key.state === 'Enabled' ? [] : [{ kind: 'key-unusable', arn: key.arn, state: key.state }];
  // Where there is no value either, the key comes before the first deploy, and nobody can miss it.
  const isNew =
    deployed?.size === 0 &&
    Object.values<BucketPlan>(environment.buckets).every(({ status }) => status === 'new');
  return isNew ? [] : [{ kind: 'key-missing', alias, stack: foundationOf(account, plan) }];
}

function foundationOf(account: string, { outlines }: FanOutPlan): string {
  const owners = outlines.filter((outline) => outline.extends === undefined);
  return foundationStackName(account, [...new Set(owners.map((outline) => outline.account))]);
}
