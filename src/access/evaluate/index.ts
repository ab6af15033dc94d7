export { contextOf, type RequestContext } from './context';
export type { DecidingStatement, Decision, Layer } from './decision';
export { evaluate, fullAccess, type PoliciesInForce } from './evaluate';
export type { AccessRequest, Caller, ContextKeys } from './request';
