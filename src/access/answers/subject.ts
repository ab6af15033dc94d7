import type { Manifest } from '../../model';
import type { FanOutPlan } from '../../plan';
import type { AccessPlan } from '../policy';

/** What questions about access are answered from. */
export interface AccessSubject {
  readonly manifest: Manifest;
  readonly plan: FanOutPlan;
  readonly access: AccessPlan;
}
