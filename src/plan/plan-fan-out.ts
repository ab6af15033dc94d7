import { orderDiagnostics, type WithDiagnostics } from '../diagnostics';
import type { BucketName, CanonicalName, EnvironmentName } from '../model';
import type { Workspace } from '../workspace/workspace';
import { planBucket } from './bucket-plan';
import { type Contribution, contributionsOf, type LayerContributions } from './contributions';
import { keyAlias, planKeys, type ResolvedEnvironment, resolveEnvironments } from './environments';
import type { Collision, Facts } from './facts';
import { MergedBucket, presence } from './merge';
import { factsOf, outlinesOf } from './outlines';
import type { BucketPlan, EnvironmentPlan, FanOutPlan, ValueSource } from './plan';
import { entriesOf, toRecord } from './record';
import { rules } from './rules';

export interface PlanOptions {
  /** Environments to plan; `foundation` stands for the stack of the keys. @default - all, and the foundation */
  readonly environments?: readonly string[];
  /** The day it is, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Plans the whole fan-out. Pure: the same workspace gives the same plan, in whatever order its files and keys stand. */
export function planFanOut(workspace: Workspace, options: PlanOptions): WithDiagnostics<FanOutPlan> {
  const manifest = workspace.manifest.value;
  const layers = contributionsOf(workspace);
  const environments = resolveEnvironments(workspace);
  const selection = options.environments;
  const planned = [...environments.values()].filter(({ name }) => selection?.includes(name) ?? true);
  const planner = new EnvironmentPlanner(workspace, layers);
  const plans = planned.map((environment) => planner.plan(environment));
  const plan: FanOutPlan = {
    project: manifest.project,
    tags: manifest.tags,
    foundation:
      (selection?.includes('foundation') ?? true)
        ? {
            ...(manifest.foundation.backend === undefined ? {} : { backend: manifest.foundation.backend }),
            retired: [...manifest.retired].sort(),
            keys: planKeys(manifest.project, environments.values()),
          }
        : null,
    environments: toRecord(plans.map((each) => [each.name, each])),
    outlines: outlinesOf(workspace, environments.values()),
  };
  const facts: Facts = {
    workspace,
    plan,
    layers,
    environments,
    planned,
    plannedFiles: new Set(
      planned.flatMap(({ file, parent }) => (parent === undefined ? [file] : [file, parent])),
    ),
    collisions: planner.collisions,
    reach: planner.reach,
    needs: planner.needs,
    today: options.today,
  };
  return [plan, orderDiagnostics(rules.flatMap((rule) => rule(facts)))];
}

/** Plans one environment after the other, and notes down what the rules will judge. */
class EnvironmentPlanner {
  readonly collisions: Collision[] = [];
  readonly reach = new Map<Contribution, Set<BucketName>>();
  readonly needs = new Map<EnvironmentName, Map<CanonicalName, BucketName[]>>();
  readonly #merged: readonly (readonly [BucketName, MergedBucket])[];

  constructor(
    private readonly workspace: Workspace,
    layers: ReadonlyMap<BucketName, readonly LayerContributions[]>,
  ) {
    this.#merged = entriesOf(workspace.manifest.value.buckets)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bucket]) => [name, new MergedBucket(bucket, layers.get(name) ?? [])]);
  }

  plan(environment: ResolvedEnvironment): EnvironmentPlan {
    const manifest = this.workspace.manifest.value;
    this.needs.set(environment.name, new Map());
    return {
      ...factsOf(environment),
      keyAlias: keyAlias(manifest.project, environment.keyOwner),
      buckets: toRecord(
        this.#merged
          .filter(([, { bucket }]) => environment.isAmong(bucket.environments))
          .map(([name, merged]) => [name, this.#planBucket(environment, name, merged)] as const),
      ),
      sources: this.#sources(environment),
    };
  }

  #planBucket(environment: ResolvedEnvironment, name: BucketName, merged: MergedBucket): BucketPlan {
    const chosen = merged.choose(presence(environment), {
      collision: (first, second) =>
        this.collisions.push({ first, second, bucket: name, environment: environment.name }),
    });
    const needs = this.needs.get(environment.name);
    for (const { contribution } of chosen) {
      addTo(this.reach, contribution, name);
      for (const each of contribution.names) {
        const buckets = needs?.get(each);
        if (buckets === undefined) needs?.set(each, [name]);
        else if (buckets.at(-1) !== name) buckets.push(name);
      }
    }
    return planBucket(this.workspace.manifest.value, name, merged.bucket, environment, chosen);
  }

  /** Planned after the buckets, which say what is needed. */
  #sources(environment: ResolvedEnvironment): Record<CanonicalName, ValueSource> {
    const names = [...(this.needs.get(environment.name)?.keys() ?? [])].sort();
    return toRecord(
      names.flatMap((name) => {
        const source = environment.sourceOf(name);
        return typeof source === 'string' ? [] : [[name, source] as const];
      }),
    );
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
