export { directName, isComputed, secretsOf } from './origin';
export * from './plan';
export { type PlanOptions, planFanOut } from './plan-fan-out';
export { entriesOf, own, toRecord } from './record';
