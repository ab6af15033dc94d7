import type { BucketName, CanonicalName, EnvironmentName, ServiceName, TargetName } from '../../model';
import { type EnvironmentPlan, own, planFanOut } from '../../plan';
import { reachOf } from '../../plan/diff/reach';
import { resolveEnvironments } from '../../plan/environments';
import type { Workspace } from '../../workspace';
import { servicesOf } from '../services-of';

/** A bucket that a rotation writes anew. */
export interface ReachedBucket {
  readonly bucket: BucketName;
  /** What the consumer sees it as. */
  readonly targets: readonly TargetName[];
  /** Services that read the old value until they start anew; empty where the bucket has no version yet. */
  readonly restart: readonly ServiceName[];
}

/** What a rotation reaches in one environment. */
export interface RotationReach {
  readonly environment: EnvironmentName;
  readonly protected: boolean;
  /** The environment in whose file the value is replaced, where that is another one. */
  readonly inheritedFrom: EnvironmentName | null;
  readonly buckets: readonly ReachedBucket[];
}

/**
 * Where the value of a name in the files of some environments ends up: in these, and in those that inherit it.
 *
 * @param today - `YYYY-MM-DD`
 */
export function rotationReach(
  workspace: Workspace,
  name: CanonicalName,
  holders: ReadonlySet<EnvironmentName>,
  today: string,
): readonly RotationReach[] {
  const touched = [...resolveEnvironments(workspace).values()].flatMap((environment) => {
    const holder = environment.holderOf(name)?.value.environment ?? environment.name;
    return holders.has(holder) && environment.has(name) ? [{ environment, holder }] : [];
  });
  const environments = touched.map(({ environment }) => environment.name);
  const [plan] = planFanOut(workspace, { environments, today });
  const services = servicesOf(workspace.manifest.value, plan);
  return touched.map(({ environment, holder }) => ({
    environment: environment.name,
    protected: environment.protected,
    inheritedFrom: holder === environment.name ? null : holder,
    buckets: bucketsIn(own(plan.environments, environment.name), name).map((reached) => ({
      ...reached,
      restart: reached.restart ? services(environment.name, reached.bucket) : [],
    })),
  }));
}

function bucketsIn(
  plan: EnvironmentPlan | undefined,
  name: CanonicalName,
): readonly { readonly bucket: BucketName; readonly targets: readonly TargetName[]; restart: boolean }[] {
  if (plan === undefined) return [];
  return (reachOf(plan).get(name) ?? []).map((reach) => ({
    ...reach,
    restart: own(plan.buckets, reach.bucket)?.status !== 'new',
  }));
}
