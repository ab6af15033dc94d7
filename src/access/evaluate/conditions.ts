import { many } from '../many';
import type { Conditions } from '../policy';
import type { RequestContext } from './context';
import { operators, parseOperator } from './operators';

export type ConditionTest = (context: RequestContext) => boolean;

const absent =
  (key: string, wanted: readonly string[]): ConditionTest =>
  (context) =>
    wanted.some((value) => (value === 'true') === !context.has(key));

/**
 * One operator on one key. A missing key fails a positive operator and passes a negated one, `IfExists` and
 * `ForAllValues`; several values in a policy are alternatives, and a negated operator wants none of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
function conditionTest(operator: string, key: string, values: readonly string[]): ConditionTest {
  const parsed = parseOperator(operator);
  if (parsed === undefined) throw new Error(`IAM knows no condition operator ${operator}`);
  if (parsed.name === 'Null') return absent(key, values);
  const { set, ifExists } = parsed;
  const { negated, test } = operators.get(parsed.name)!;
  const tests = values.map(test);
  const whenMissing = ifExists || set === 'ForAllValues' || (negated && set !== 'ForAnyValue');
  return (context) => {
    const present = context.get(key);
    if (present === undefined) return whenMissing;
    const one = (value: string): boolean => tests.some((matches) => matches(value, context)) !== negated;
    const everyOne = set === 'ForAllValues' || (set === undefined && negated);
    return everyOne ? present.every(one) : present.some(one);
  };
}

/** All operators and all keys have to hold. */
export function conditionsTest(conditions: Conditions | undefined): ConditionTest {
  const tests = Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionTest(operator, key.toLowerCase(), many(values))),
  );
  return (context) => tests.every((test) => test(context));
}
