import type { OneOrMore } from './policy';

/** What IAM's JSON writes as one value or a list, as a list; empty where the element is not there. */
export const many = (value: OneOrMore | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
