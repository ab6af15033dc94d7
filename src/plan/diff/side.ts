import type { CanonicalName, EnvironmentName } from '../../model';
import type { Workspace } from '../../workspace/workspace';
import type { EnvironmentPlan, FanOutPlan } from '../plan';
import { own } from '../record';

/** Knows what looks like a secret where none may stand. */
export interface Concealing {
  /** Whether a configuration value may not be shown. */
  hides(name: CanonicalName, value: string): boolean;
}

/** One side of a comparison. */
export interface Side {
  readonly plan: FanOutPlan;
  readonly workspace: Workspace;
  readonly conceal: Concealing;
}

/** Where nothing was before; also where it could not be read. */
export type MaybeSide = Side | null;

/** An environment on both sides, or on the one where it is. */
export interface Pair {
  /** Its name after, or before where it is gone. */
  readonly name: EnvironmentName;
  readonly before: EnvironmentPlan | null;
  readonly after: EnvironmentPlan | null;
}

/** An environment that is on both sides, perhaps under another name before. */
export interface Both {
  readonly name: EnvironmentName;
  readonly before: EnvironmentPlan;
  readonly after: EnvironmentPlan;
}

/** Whether the canonical map of a side has a name. */
export function knows(side: MaybeSide, name: CanonicalName): boolean {
  return side !== null && own(side.workspace.canonical.value, name) !== undefined;
}
