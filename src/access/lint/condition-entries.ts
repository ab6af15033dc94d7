import { many } from '../many';
import type { Statement } from '../policy';

/** One operator on one key, with the values on the policy's side. */
export interface ConditionEntry {
  readonly operator: string;
  /** As written. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The conditions of a statement, flat. */
export const conditionEntries = ({ Condition = {} }: Statement): readonly ConditionEntry[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: many(values) })),
  );

/** Whether the statement also asks that the key be there. */
export const requiresKey = (statement: Statement, key: string): boolean =>
  conditionEntries(statement).some(
    (entry) =>
      entry.operator === 'Null' &&
      entry.key.toLowerCase() === key.toLowerCase() &&
      entry.values.length === 1 &&
      entry.values[0] === 'false',
  );
