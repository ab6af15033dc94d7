import { type CheckResult, check } from './check';
import { Concealer } from './conceal';
import type { CommandContext } from './context';
import type { LoadPlanOptions } from './load-plan';

/** The fan-out plan with everything that is wrong about it: what could be planned is there in spite of errors. */
export function plan(context: CommandContext, options: LoadPlanOptions): CheckResult {
  const result = check(context, options);
  if (result.workspace === null || result.plan === null) return result;
  return { ...result, plan: new Concealer(result.workspace).plan(result.plan) };
}
