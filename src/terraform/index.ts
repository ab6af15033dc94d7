/** The edge that runs terraform over the folder of a synthesized stack. */
export type { Action, PlannedChange, TerraformPlan } from './plan-json';
export { openStack, type PlanOptions, type Stack, type StackOptions } from './stack';
export type { EntryOutput, StackOutputs } from './stack-outputs';
export type { StateResource } from './state-file';
export { TerraformFault } from './terraform-fault';
