import { many } from '../many';
import { conditionEntries } from './condition-entries';
import type { Finding, StatementRule } from './fault';

const trust = (message: string): Finding => ({ rule: 'trust', message });

/** Who may assume a role is written out: no wildcard, exact claims, and an audience where tokens are traded in. */
export const trustRule: StatementRule = (statement, { kind }) => {
  if (kind !== 'trust' || statement.Effect !== 'Allow') return [];
  const { Principal = {} } = statement;
  const found: Finding[] = [];
  const named = Principal === '*' ? ['*'] : Object.values(Principal).flatMap(many);
  if (named.some((name) => /[*?]/.test(name))) found.push(trust('A principal with a wildcard.'));
  const conditions = conditionEntries(statement);
  const claims = conditions.filter(({ key }) => /^token\.actions\.githubusercontent\.com:/i.test(key));
  if (
    claims.some(
      ({ operator, values }) => operator !== 'StringEquals' || values.some((value) => /[*?]/.test(value)),
    )
  ) {
    found.push(trust('A claim that is not compared exactly.'));
  }
  if (Principal !== '*' && Principal.Federated !== undefined) {
    for (const claim of ['aud', 'sub', 'repository_id']) {
      if (!claims.some(({ key }) => key.toLowerCase().endsWith(`:${claim}`))) {
        found.push(trust(`Nothing is said about the claim ${claim}.`));
      }
    }
  }
  const service = Principal !== '*' && many(Principal.Service).includes('ecs-tasks.amazonaws.com');
  if (service && !conditions.some(({ key }) => key.toLowerCase() === 'aws:sourceaccount')) {
    found.push(trust('ECS assumes it for any account.'));
  }
  return found;
};
