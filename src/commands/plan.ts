import { type CheckResult, check } from './check';
import type { CommandContext } from './context';
import type { LoadPlanOptions } from './load-plan';

/** The fan-out plan with everything that is wrong about it: what could be planned is there in spite of errors. */
export function plan(context: CommandContext, options: LoadPlanOptions): CheckResult {
  return check(context, options);
}
