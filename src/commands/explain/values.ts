import type { Location, Locator } from '../../diagnostics';
import type { CanonicalName, EnvironmentName } from '../../model';
import type { FanOutPlan, ValueSource } from '../../plan';
import { type ResolvedEnvironment, resolveEnvironments } from '../../plan/environments';
import type { Workspace } from '../../workspace';
import type { Concealer } from '../conceal';

/** What stands behind a canonical name in one environment. */
export interface ValueState {
  readonly environment: EnvironmentName;
  /**
   * The kind of value; `absent` where the canonical map says that there is none, `missing` where the file lacks it,
   * `refused` where it has one that may not stand there.
   */
  readonly kind: ValueSource['kind'] | 'absent' | 'missing' | 'refused';
  /** The environment whose file holds it, where that is another one. */
  readonly inheritedFrom?: EnvironmentName;
  /** `YYYY-MM-DD`. */
  readonly rotated?: string;
  /** Of configuration. */
  readonly value?: string;
  /** Null where no file holds it. */
  readonly location: Location | null;
}

/** By environment, of those that were planned. */
export function explainValues(
  workspace: Workspace,
  plan: FanOutPlan,
  locator: Locator,
  concealer: Concealer,
  name: string,
): ValueState[] {
  return [...resolveEnvironments(workspace).values()]
    .filter((environment) => Object.hasOwn(plan.environments, environment.name))
    .map((environment) => valueState(environment, name as CanonicalName, locator, concealer));
}

function valueState(
  environment: ResolvedEnvironment,
  name: CanonicalName,
  locator: Locator,
  concealer: Concealer,
): ValueState {
  const holder = environment.holderOf(name);
  if (holder === undefined) {
    return {
      environment: environment.name,
      kind: environment.has(name) ? 'missing' : 'absent',
      location: null,
    };
  }
  const written = holder.value.values[name];
  const rotated = typeof written === 'object' ? written?.rotated : undefined;
  return {
    environment: environment.name,
    ...kindOf(environment.sourceOf(name), name, concealer),
    ...(holder.value.environment === environment.name ? {} : { inheritedFrom: holder.value.environment }),
    ...(rotated === undefined ? {} : { rotated }),
    location: locator.locate(holder.at(['values', name])),
  };
}

function kindOf(
  source: ReturnType<ResolvedEnvironment['sourceOf']>,
  name: CanonicalName,
  concealer: Concealer,
): Pick<ValueState, 'kind' | 'value'> {
  if (typeof source === 'string') return { kind: source };
  if (source.kind !== 'config') return { kind: source.kind };
  return concealer.hides(name, source.value) ? { kind: 'refused' } : { kind: 'config', value: source.value };
}
