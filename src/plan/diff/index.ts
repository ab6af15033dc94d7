export * from './change';
export { type DiffOptions, diffPlans, type PlanDiff } from './diff-plans';
export type { ParityGap } from './parity';
export { type ReplacedCiphertexts, replacedCiphertexts } from './replaced-ciphertexts';
export type { Concealing, MaybeSide, Side } from './side';
export type { EarlierCiphertexts } from './values';
export type { VersionStep } from './versions';
