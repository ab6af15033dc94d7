/**
 * What programs may use: read a workspace, plan it, look at the result. Nothing here touches AWS or loads cdktf;
 * `secret-fanout/stacks` synthesizes.
 */
export {
  type Diagnostic,
  type DiagnosticCode,
  type LocatedDiagnostic,
  type Location,
  Locator,
  orderDiagnostics,
  type Place,
  type Severity,
  type SourceTexts,
} from './diagnostics';
export type {
  BucketName,
  CanonicalName,
  EnvironmentName,
  Manifest,
  MappingName,
  TargetName,
} from './model';
export {
  type BucketPlan,
  type BucketStatus,
  type EntryPlan,
  type EnvironmentPlan,
  type FanOutPlan,
  type KeyPlan,
  type Origin,
  type PlanOptions,
  planFanOut,
  type ValueSource,
} from './plan';
export { loadWorkspace, parseWorkspace, type SourceFile, type Workspace } from './workspace';
