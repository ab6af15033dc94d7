import { many } from '../many';
import type { DocumentKind } from '../policy';
import { conditionEntries } from './condition-entries';
import type { Finding, StatementRule } from './fault';

const withPrincipal: readonly DocumentKind[] = ['trust', 'secret-policy', 'key-policy'];
const element = (message: string): Finding => ({ rule: 'element', message });

/** Which elements a statement has, and that none of them is empty. */
export const elementRule: StatementRule = (statement, { kind }) => {
  const { Effect, Principal, Action, NotAction, Resource, NotResource } = statement;
  const lists = [
    Action,
    NotAction,
    Resource,
    NotResource,
    ...conditionEntries(statement).map((c) => c.values),
  ];
  const found: Finding[] = [];
  if (!/^[A-Za-z0-9]+$/.test(statement.Sid ?? '')) {
    found.push({ rule: 'sid', message: 'A Sid of letters and digits says what a statement is for.' });
  }
  if ('NotPrincipal' in statement)
    found.push(element('NotPrincipal denies sessions that it seems to spare.'));
  if ((Action === undefined) === (NotAction === undefined))
    found.push(element('Either Action or NotAction.'));
  if (kind === 'trust' ? Resource !== undefined || NotResource !== undefined : !Resource === !NotResource) {
    found.push(element('Either Resource or NotResource; neither in a trust.'));
  }
  if ((Principal !== undefined) !== withPrincipal.includes(kind)) {
    found.push(element('A principal stands in the policies of resources and roles, and only there.'));
  }
  if (lists.some((list) => list !== undefined && many(list).length === 0)) {
    found.push(element('An empty list matches nothing.'));
  }
  if (Effect === 'Allow' && kind !== 'boundary' && (NotAction !== undefined || NotResource !== undefined)) {
    found.push(
      element('An Allow names what it allows: NotAction and NotResource take in what does not exist yet.'),
    );
  }
  return found;
};
