export { askableActions, askedAction } from './answers/actions';
export {
  type Answer,
  answer,
  type EntryAnswers,
  principalNames,
  type Questions,
  usualDeeds,
} from './answers/answers';
export type { Deed } from './answers/requests';
export type { AccessSubject } from './answers/subject';
export { type Consumer, consumersOf } from './consumers';
export {
  type AccessDeployment,
  deployAccess,
  type EnvironmentAccess,
  type FoundationAccess,
  type PolicyDeployment,
  type RoleDeployment,
  type ServiceDeployment,
} from './deployment';
export { type AccessChange, type AccessDiff, diffAccess } from './diff';
export type { DecidingStatement, Decision } from './evaluate';
export { planAccess } from './plan-access';
export type {
  AccessDocument,
  AccessPlan,
  AccessPrincipal,
  DocumentKind,
  PolicyDocument,
  Statement,
} from './policy';
export type { PlaceInManifest } from './rules/rule';
export { limitOf, sizeOf } from './sizes';
