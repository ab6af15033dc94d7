import { type Location, Locator, nearest } from '../diagnostics';
import type { CanonicalEntry } from '../model';
import type { FanOutPlan } from '../plan';
import type { Workspace } from '../workspace';
import { Concealer } from './conceal';
import type { CommandContext } from './context';
import { findUses, type Use } from './explain/uses';
import { explainValues, type ValueState } from './explain/values';
import { type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';

export interface CanonicalExplanation extends CanonicalEntry {
  /** Where the canonical map declares it. */
  readonly location: Location;
  readonly values: readonly ValueState[];
  /** Everything that is made from it, through templates too. */
  readonly uses: readonly Use[];
}

export interface Explanation {
  readonly name: string;
  /** What it is as a canonical name; null where it is none. */
  readonly canonical: CanonicalExplanation | null;
  /** Every bucket that has it as a target. */
  readonly target: readonly Use[];
}

export interface ExplainResult extends LoadedPlan {
  /** Null where the name means nothing, or the workspace cannot be read. */
  readonly explanation: Explanation | null;
  /** The known name that an unknown one most likely means. */
  readonly nearest: string | undefined;
}

/** Tells what a name is, and where it comes from or goes to. */
export function explain(context: CommandContext, name: string, options: LoadPlanOptions): ExplainResult {
  const loaded = loadPlan(context, options);
  const { workspace, plan, texts } = loaded;
  if (workspace === null || plan === null) return { ...loaded, explanation: null, nearest: undefined };
  const explanation = explainName(workspace, plan, new Locator(texts), name);
  const known = explanation !== null;
  return {
    ...loaded,
    explanation,
    nearest: known ? undefined : nearest(name, knownNames(workspace, plan)),
  };
}

function explainName(
  workspace: Workspace,
  plan: FanOutPlan,
  locator: Locator,
  name: string,
): Explanation | null {
  const concealer = new Concealer(workspace);
  const related = findUses(
    workspace,
    plan,
    locator,
    concealer,
    (each, from) => each === name || isMadeFrom(from, name),
  );
  const target = related.filter((use) => use.target === name);
  const entry = Object.entries(workspace.canonical.value).find(([canonical]) => canonical === name)?.[1];
  if (entry === undefined) return target.length === 0 ? null : { name, canonical: null, target };
  return {
    name,
    canonical: {
      ...entry,
      location: locator.locate(workspace.canonical.at([name])),
      values: explainValues(workspace, plan, locator, concealer, name),
      uses: related.filter(({ from }) => isMadeFrom(from, name)),
    },
    target,
  };
}

function isMadeFrom(from: Use['from'], name: string): boolean {
  if ('secret' in from) return from.secret === name;
  if ('template' in from) return [...from.secrets, ...from.config].some((each) => each === name);
  return from.config === name;
}

function knownNames(workspace: Workspace, plan: FanOutPlan): Set<string> {
  const buckets = Object.values(plan.environments).flatMap((environment) =>
    Object.values(environment.buckets),
  );
  return new Set([
    ...Object.keys(workspace.canonical.value),
    ...buckets.flatMap(({ entries }) => Object.keys(entries)),
  ]);
}
