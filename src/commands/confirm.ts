import { deployAccess } from '../access';
import type { BucketName } from '../model';
import { type BucketPlan, type EnvironmentPlan, own } from '../plan';
import type { StackOutputs } from '../terraform';
import type { Aws } from '../values/aws';
import { refuseOtherAccount } from '../values/own-account';
import { type BucketChoice, chooseBuckets } from './choose-bucket';
import { compareBucket } from './confirm/compare';
import type { ConfirmedBucket } from './confirm/finding';
import { type ConfirmAws, lookAtEntries } from './confirm/look';
import type { CommandContext } from './context';
import { hasErrors } from './load-plan';
import type { StateOwner } from './stack-outputs';

export interface ConfirmOptions {
  /** As somebody typed them. */
  readonly environment: string;
  /** @default - all of the environment */
  readonly bucket?: string;
}

/** The world that is looked at; nothing of it is written to. */
export interface ConfirmEdges {
  readonly aws: ConfirmAws & Pick<Aws, 'account'>;
  /** What the last deploy left behind. */
  readonly outputs: (environment: StateOwner) => Promise<StackOutputs>;
}

export interface ConfirmResult extends BucketChoice {
  readonly environment: string;
  /** In the order of the plan, those that are only deployed behind them; empty where nothing was compared. */
  readonly buckets: readonly ConfirmedBucket[];
}

/**
 * Whether what was deployed has arrived: the versions that are read are those that Terraform wrote from the files as they are
 * here, with the keys that are planned and a way back.
 *
 * @throws AwsFault where AWS refuses, or the credentials are of another account; TerraformFault where the state cannot be
 * read
 */
export async function confirm(
  context: CommandContext,
  options: ConfirmOptions,
  edges: ConfirmEdges,
): Promise<ConfirmResult> {
  const { environment: typed, bucket } = options;
  const choice = chooseBuckets(context, { environment: typed, bucket });
  const diagnostics = choice.diagnostics.filter(({ severity }) => severity === 'error');
  const result = { ...choice, diagnostics, environment: typed };
  const { chosen } = choice;
  if (chosen === null || hasErrors(diagnostics)) return { ...result, buckets: [] };
  const { environment } = chosen;
  await refuseOtherAccount(environment, edges.aws);
  const deployed = (await edges.outputs(environment)).buckets ?? new Map();
  const outside = filledOutside(choice, environment);
  const compared = chosen.buckets.filter(({ name }) => !outside.has(name));
  const seen = await lookAtEntries(environment, compared, edges.aws);
  const found = new Map(
    compared.flatMap((each, index) => {
      const entry = seen[index];
      return entry === undefined ? [] : [[each.name, compareBucket(each, deployed.get(each.name), entry)]];
    }),
  );
  const left =
    bucket === undefined
      ? [...deployed.keys()].filter((name) => own(environment.buckets, name) === undefined)
      : [];
  return {
    ...result,
    buckets: [
      ...chosen.buckets.map((each) => found.get(each.name) ?? unseen(each, 'outside')),
      ...left.map((name) => ({
        ...unseen({ name, secretName: deployed.get(name)?.name ?? '' }, 'faulty'),
        faults: [{ kind: 'not-removed' as const }],
      })),
    ],
  };
}

const unseen = (
  { name, secretName }: Pick<BucketPlan, 'name' | 'secretName'>,
  state: ConfirmedBucket['state'],
): ConfirmedBucket => ({
  bucket: name,
  secretName,
  state,
  current: null,
  previous: null,
  keysUnread: null,
  faults: [],
});

/** Buckets that a service fills itself: what stands in them is none of Terraform's. */
function filledOutside(
  { workspace, plan, access }: BucketChoice,
  { name }: EnvironmentPlan,
): ReadonlySet<BucketName> {
  if (workspace === null || plan === null || access === null) return new Set();
  const deployment = deployAccess({ manifest: workspace.manifest.value, plan, access });
  const services = deployment?.environments[name]?.services ?? [];
  return new Set(services.flatMap(({ writer }) => writer));
}

export const isConfirmed = ({ buckets, diagnostics }: ConfirmResult): boolean =>
  diagnostics.length === 0 && buckets.every(({ state }) => state !== 'faulty');
