import { becoming, cryptography, getValue, unscopableReads } from '../actions';
import { inContext } from '../conditions';
import { type AccountScope, keysOf, protectedOf } from '../scope';
import { sidOf } from '../sid';
import { allow, anything, type Draft, deny } from '../statement';

/** Who sets values of protected environments: encrypts them, each in its own context, and can read none back. */
export function secretAuthor(scope: AccountScope): readonly Draft[] {
  const { project } = scope;
  const environments = protectedOf(scope);
  return [
    ...environments.map(({ name, keyArn }) =>
      allow(sidOf('Encrypt', name), {
        action: ['kms:Encrypt'],
        resource: [keyArn],
        condition: inContext(project, name),
      }),
    ),
    allow('SeeKeys', { action: ['kms:DescribeKey'], resource: keysOf(environments) }),
    deny('DenyDecrypting', {
      action: [...cryptography.filter((action) => action !== 'kms:Encrypt'), 'kms:CreateGrant'],
      resource: anything,
    }),
    deny('DenyOtherContexts', {
      action: ['kms:Encrypt'],
      resource: keysOf(environments),
      condition: {
        StringNotEquals: { 'kms:EncryptionContext:environment': environments.map(({ name }) => name) },
      },
    }),
    deny('DenyReading', { action: [getValue, ...unscopableReads, 'ssm:GetParameter*'], resource: anything }),
    deny('DenyBecomingOthers', { action: [...becoming, 'iam:PassRole'], resource: anything }),
  ];
}
