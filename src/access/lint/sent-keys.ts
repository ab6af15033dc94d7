import { globOf, matchesGlob } from '../evaluate/glob';
import { operators, parseOperator } from '../evaluate/operators';
import { actionsOf, expandAction } from './actions';
import { conditionEntries } from './condition-entries';
import type { StatementRule } from './fault';
import type { KnownToIam } from './known';

/** Keys that do not depend on the action. */
const always = /^aws:(?!requesttag\/|resourcetag\/|tagkeys$)/;

/**
 * An Allow that asks for a key which one of its actions never carries allows nothing there, and a Deny denies nothing:
 * what looks like a rule is none. Asked of positive operators alone, since the others pass when a key is missing.
 */
export const sentKeyRule =
  (known: KnownToIam): StatementRule =>
  (statement) =>
    conditionEntries(statement)
      .filter(({ operator, key, values }) => {
        const parsed = parseOperator(operator);
        const asksForIt =
          parsed?.name === 'Null'
            ? values.includes('false')
            : operators.get(parsed?.name ?? '')?.negated === false;
        return asksForIt && parsed?.ifExists === false && !always.test(key.toLowerCase());
      })
      .flatMap(({ key }) =>
        actionsOf(statement)
          .filter((action) => {
            const names = expandAction(action, known);
            return (
              names.length > 0 &&
              !names.some(([service, name]) =>
                known.keys(service, name).some((sent) => matchesGlob(globOf(sent), key.toLowerCase())),
              )
            );
          })
          .map((action) => ({ rule: 'unsent-key' as const, message: `${action} never carries ${key}.` })),
      );
