import { arnTest } from './arn-test';
import { inRange } from './ip-range';
import { equalIgnoringCaseTest, equalTest, likeTest, type TextTest } from './policy-text';

/** A comparison of one value of the request with one value of the policy, and whether the operator negates it. */
export interface Operator {
  readonly negated: boolean;
  /** Prepares the policy's side once. */
  readonly test: (policyValue: string) => TextTest;
}

const numeric =
  (holds: (value: number, limit: number) => boolean) =>
  (text: string): TextTest => {
    const limit = number(text);
    return (value) => holds(number(value), limit);
  };
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const dated =
  (holds: (value: number, limit: number) => boolean) =>
  (text: string): TextTest => {
    const limit = instant(text);
    return (value) => holds(instant(value), limit);
  };
/** Milliseconds, from ISO 8601 or from seconds since 1970. */
const instant = (text: string): number => (/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const yesNo = (text: string): TextTest => equalIgnoringCaseTest(text);
const is = (test: (text: string) => TextTest): Operator => ({ negated: false, test });
const isNot = (test: (text: string) => TextTest): Operator => ({ negated: true, test });

/**
 * Every operator but `Null`, which asks for no value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    StringEquals: is(equalTest),
    StringNotEquals: isNot(equalTest),
    StringEqualsIgnoreCase: is(equalIgnoringCaseTest),
    StringNotEqualsIgnoreCase: isNot(equalIgnoringCaseTest),
    StringLike: is(likeTest),
    StringNotLike: isNot(likeTest),
    ArnEquals: is(arnTest),
    ArnNotEquals: isNot(arnTest),
    ArnLike: is(arnTest),
    ArnNotLike: isNot(arnTest),
    Bool: is(yesNo),
    BinaryEquals: is((text) => (value) => value === text),
    IpAddress: is((range) => (value) => inRange(value, range)),
    NotIpAddress: isNot((range) => (value) => inRange(value, range)),
    NumericEquals: is(numeric((value, limit) => value === limit)),
    NumericNotEquals: isNot(numeric((value, limit) => value === limit)),
    NumericLessThan: is(numeric((value, limit) => value < limit)),
    NumericLessThanEquals: is(numeric((value, limit) => value <= limit)),
    NumericGreaterThan: is(numeric((value, limit) => value > limit)),
    NumericGreaterThanEquals: is(numeric((value, limit) => value >= limit)),
    DateEquals: is(dated((value, limit) => value === limit)),
    DateNotEquals: isNot(dated((value, limit) => value === limit)),
    DateLessThan: is(dated((value, limit) => value < limit)),
    DateLessThanEquals: is(dated((value, limit) => value <= limit)),
    DateGreaterThan: is(dated((value, limit) => value > limit)),
    DateGreaterThanEquals: is(dated((value, limit) => value >= limit)),
  }),
);

export interface ParsedOperator {
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  /** `Null`, or a key of `operators`. */
  readonly name: string;
  readonly ifExists: boolean;
}

/** `ForAnyValue:StringLikeIfExists` and the like; undefined for an operator that IAM does not know. */
export function parseOperator(text: string): ParsedOperator | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  if (base === 'Null' ? ifExists !== undefined || set !== undefined : !operators.has(base)) return undefined;
  return {
    ...(set === undefined ? {} : { set: set as 'ForAllValues' | 'ForAnyValue' }),
    name: base,
    ifExists: ifExists !== undefined,
  };
}
