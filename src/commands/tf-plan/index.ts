export { countDestroying, type Deed, type Named, type StackChange } from './change';
export type { Detail } from './details';
export type { Deviation } from './deviations';
export type { StatementChanges } from './statements';
export type { Subject } from './subject';
export { type Review, type TfPlanOptions, type TfPlanResult, tfPlan } from './tf-plan';
