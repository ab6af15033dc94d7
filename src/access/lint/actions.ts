import { globOf, matchesGlob } from '../evaluate/glob';
import { many } from '../many';
import type { Statement } from '../policy';
import type { StatementRule } from './fault';
import type { KnownToIam } from './known';

/** The actions that a pattern such as `kms:ReEncrypt*` takes in, as `[service, name]`. `*` takes in none by name. */
export function expandAction(pattern: string, known: KnownToIam): readonly (readonly [string, string])[] {
  const [service = '', name = ''] = pattern.split(':');
  const glob = globOf(name.toLowerCase());
  return (known.actions(service.toLowerCase()) ?? [])
    .filter((action) => matchesGlob(glob, action.toLowerCase()))
    .map((action) => [service.toLowerCase(), action]);
}

export const actionsOf = ({ Action, NotAction }: Statement): readonly string[] => many(Action ?? NotAction);

/** Each action exists, or is a wildcard that takes in at least one. */
export const actionRule =
  (known: KnownToIam): StatementRule =>
  (statement) =>
    actionsOf(statement)
      .filter((action) => action !== '*' && expandAction(action, known).length === 0)
      .map((action) => ({ rule: 'unknown-action', message: `There is no action ${action}.` }));
