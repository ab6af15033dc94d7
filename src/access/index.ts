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
