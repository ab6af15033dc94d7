import type { CommandContext } from './context';
import { type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';
import { type Summary, summarize } from './summary';

export interface CheckResult extends LoadedPlan {
  readonly summary: Summary;
}

export function check(context: CommandContext, options: LoadPlanOptions): CheckResult {
  const loaded = loadPlan(context, options);
  return { ...loaded, summary: summarize(loaded.plan, loaded.diagnostics) };
}
