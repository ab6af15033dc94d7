export type {
  Access,
  AmplifyService,
  EcsService,
  FreeStatement,
  Github,
  LambdaService,
  Reader,
  Service,
} from './access';
export { type Backend, backend } from './backend';
export {
  type CanonicalEntry,
  type CanonicalMap,
  canonicalEntry,
  canonicalMap,
  type ValueFormat,
} from './canonical';
export { type Environment, type EnvironmentValue, environment } from './environment';
export {
  type Bucket,
  defaultPublicPrefixes,
  defaultSecretName,
  type Layer,
  type Manifest,
  manifest,
  ownTags,
} from './manifest';
export { type Mapping, type MappingEntry, mapping } from './mapping';
export {
  type BucketName,
  type CanonicalName,
  canonicalNamePattern,
  type EnvironmentName,
  type MappingName,
  type ProjectName,
  type ReaderName,
  type ServiceName,
  shortNamePattern,
  shortNameRule,
  type TargetName,
  targetNamePattern,
} from './names';
export { asWritten } from './scalars';
