import type { AccessPlan } from '../access';
import type { FanOutPlan } from '../plan';
import type { Concealing } from '../plan/diff';
import type { Workspace } from '../workspace';

/** What a report is made from. */
export interface ReportSubject {
  readonly workspace: Workspace;
  /** With nothing in it that looks like a secret where none may stand. */
  readonly plan: FanOutPlan;
  readonly conceal: Concealing;
  readonly access: AccessPlan;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}
