import { globOf, matchesGlob } from '../evaluate/glob';
import { many } from '../many';
import { actionsOf } from './actions';
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

/** A key policy leaves no cryptography to the account, where every IAM administrator could take it. */
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
  if (toAccount && (reaches || statement.NotAction !== undefined)) {
    found.push({
      rule: 'key-policy',
      message: 'Cryptography is left to every administrator of the account.',
    });
  }
  return found;
};
