import { createDiagnostic, type Diagnostic, nearest } from '../diagnostics';
import type { BucketName, EnvironmentName } from '../model';
import { type BucketPlan, type EnvironmentPlan, own } from '../plan';
import type { CommandContext } from './context';
import { type LoadedPlan, loadPlan } from './load-plan';

/** An environment with those of its buckets that are meant. */
export interface ChosenBuckets {
  readonly project: string;
  readonly environment: EnvironmentPlan;
  readonly buckets: readonly BucketPlan[];
  readonly publicPrefixes: readonly string[];
}

export type BucketChoice = LoadedPlan & {
  /** Null where the arguments are wrong, or where the files do not say. */
  readonly chosen: ChosenBuckets | null;
};

/**
 * Plans an environment and picks buckets of it. What is wrong elsewhere does not matter: what is deployed can be read
 * all the same.
 *
 * @param bucket - as somebody typed it; undefined for all
 */
export function chooseBuckets(
  context: CommandContext,
  typed: { readonly environment: string; readonly bucket: string | undefined },
): BucketChoice {
  const loaded = loadPlan(context, { environments: [typed.environment], strict: false });
  const { workspace, plan } = loaded;
  const environment =
    plan === null ? undefined : own(plan.environments, typed.environment as EnvironmentName);
  if (workspace === null || plan === null || environment === undefined) return { ...loaded, chosen: null };
  const chosen =
    typed.bucket === undefined ? undefined : own(environment.buckets, typed.bucket as BucketName);
  if (typed.bucket !== undefined && chosen === undefined)
    return { ...loaded, chosen: null, misuse: [unknownBucket(typed.bucket, environment)] };
  return {
    ...loaded,
    chosen: {
      project: plan.project,
      environment,
      buckets: chosen === undefined ? Object.values(environment.buckets) : [chosen],
      publicPrefixes: workspace.manifest.value.publicPrefixes,
    },
  };
}

function unknownBucket(name: string, { buckets }: EnvironmentPlan): Diagnostic {
  return createDiagnostic('unknown-bucket', { name, nearest: nearest(name, Object.keys(buckets)) }, null);
}
