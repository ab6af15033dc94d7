import { globOf, matchesGlob } from '../evaluate/glob';
import { many } from '../many';
import type { Statement } from '../policy';
import { actionsOf } from './actions';
import { conditionEntries, requiresKey } from './condition-entries';
import type { Finding, StatementRule } from './fault';

/** Whoever may do one of these to a key may read what is encrypted under it, or can come to. */
const cryptography = [
  'kms:decrypt',
  'kms:encrypt',
  'kms:reencryptfrom',
  'kms:reencryptto',
  'kms:generatedatakey',
  'kms:generatedatakeywithoutplaintext',
  'kms:creategrant',
];

/** The policy of an entry only denies: an Allow there is not capped by boundaries, and outlives its reason. */
export const secretPolicyRule: StatementRule = ({ Effect }, { kind }) =>
  kind === 'secret-policy' && Effect === 'Allow'
    ? [{ rule: 'resource-policy', message: 'The policy of an entry only denies.' }]
    : [];

/** Who it is about is told by the ARN or by a tag that has to be there, so that identities not yet made can be meant. */
const namesPrincipals = (statement: Statement): boolean =>
  conditionEntries(statement).some(
    ({ operator, key }) =>
      (/^Arn(?:Equals|Like)$/.test(operator) && key.toLowerCase() === 'aws:principalarn') ||
      (key.toLowerCase().startsWith('aws:principaltag/') && requiresKey(statement, key)),
  );

/** A key policy leaves no cryptography to the whole account, where every IAM administrator could take it. */
export const keyPolicyRule: StatementRule = (statement, { kind }) => {
  if (kind !== 'key-policy' || statement.Effect !== 'Allow') return [];
  const { Principal = {} } = statement;
  const named = Principal === '*' ? ['*'] : many(Principal.AWS);
  const found: Finding[] = [];
  if (named.includes('*')) found.push({ rule: 'key-policy', message: 'A key that anybody may use.' });
  const toAccount = named.some((name) => /^\d{12}$|:root$/.test(name));
  const reaches = actionsOf(statement).some((action) =>
    cryptography.some((name) => matchesGlob(globOf(action.toLowerCase()), name)),
  );
  if (toAccount && !namesPrincipals(statement) && (reaches || statement.NotAction !== undefined)) {
    found.push({
      rule: 'key-policy',
      message: 'Cryptography is left to every administrator of the account.',
    });
  }
  return found;
};
