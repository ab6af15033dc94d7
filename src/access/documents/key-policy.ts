import { cryptography, reEncryption } from '../actions';
import { both, inContext, ownEnvironment, viaService } from '../conditions';
import { foundationRole, permissionSetRoles, rolesOf, root } from '../names';
import type { Conditions } from '../policy';
import { type AccessEnvironment, type AccountScope, sharedOf } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';
import { administratorsOf, breakGlassRole, deployRole } from './exceptions';
import { readersIn } from './reader';

/** Everything that looks after a key and uses it for nothing. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:DeleteAlias',
  'kms:Describe*',
  'kms:Disable*',
  'kms:Enable*',
  'kms:Get*',
  'kms:List*',
  'kms:Put*',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:Update*',
  'kms:CreateAlias',
];

/**
 * The policy of an environment's key. The account is named throughout, so that a role's own policies have to allow as
 * well and none has to exist beforehand; for cryptography the roles are named in conditions. Giving the account all of
 * `kms:*` would hand every value to every administrator.
 */
export function keyPolicy(scope: AccountScope, owner: AccessEnvironment): readonly Draft[] {
  const { project, account } = scope;
  const users = scope.environments.filter(({ keyOwner }) => keyOwner === owner.name);
  const contexts = users.map(({ name }) => name);
  const privileged = [...breakGlassRole(scope), ...administratorsOf(scope)];
  const deployers = [...users.flatMap((user) => deployRole(scope, user)), ...privileged];
  const runtime = [
    ...users.map(({ name }) => rolesOf(scope, name)),
    ...readersIn(scope)
      .filter(({ readables }) => readables.some(({ environment }) => users.includes(environment)))
      .map(({ name }) => foundationRole(scope, `reader.${name}${scope.suffix}`)),
  ];
  const authors =
    owner.protected && scope.access.secretAuthor !== undefined
      ? permissionSetRoles(scope, scope.access.secretAuthor.permissionSet)
      : [];
  const to = (sid: string, action: readonly string[], who: readonly string[], condition: Conditions): Draft =>
    allow(sid, {
      principal: { AWS: root(scope) },
      action: who.length === 0 ? [] : action,
      resource: anything,
      condition: both(condition, { ArnLike: { 'aws:PrincipalArn': who } }),
    });
  const viaSecretsManager: Conditions = {
    StringEquals: {
      'kms:ViaService': viaService('secretsmanager', owner.region),
      'kms:CallerAccount': account,
    },
  };
  return [
    allow('AccountLooksAfterKey', {
      principal: { AWS: root(scope) },
      action: administration,
      resource: anything,
    }),
    to('DeployersDecryptInContext', ['kms:Decrypt'], deployers, inContext(project, contexts)),
    to('DeployersWriteEntries', ['kms:Decrypt', 'kms:GenerateDataKey'], deployers, viaSecretsManager),
    to('ServicesReadEntries', ['kms:Decrypt', 'kms:GenerateDataKey'], runtime, viaSecretsManager),
    to('AuthorsEncryptInContext', ['kms:Encrypt'], [...authors, ...privileged], inContext(project, contexts)),
    to('AdministratorsReEncryptInContext', reEncryption, privileged, inContext(project, contexts)),
    ...(owner.protected ? [] : developerStatements(scope, owner, viaSecretsManager)),
    ...(owner.protected
      ? [
          deny('DenyCryptographyToOthers', {
            principal: { AWS: '*' },
            action: cryptography,
            resource: anything,
            condition: {
              ArnNotLike: { 'aws:PrincipalArn': [root(scope), ...deployers, ...runtime, ...authors] },
            },
          }),
        ]
      : []),
    deny('DenyOtherContexts', {
      principal: { AWS: '*' },
      action: cryptography,
      resource: anything,
      condition: {
        StringNotEquals: {
          'kms:EncryptionContext:environment': [...contexts, ...ownContexts(scope, owner)],
          'kms:ViaService': viaService('secretsmanager', owner.region),
        },
      },
    }),
    deny('DenyGrants', { principal: { AWS: '*' }, action: ['kms:CreateGrant'], resource: anything }),
  ];
}

/** The context of the caller's own variant of an environment. */
const ownContexts = ({ access }: AccountScope, owner: AccessEnvironment): readonly string[] =>
  owner.protected ? [] : [ownEnvironment(owner.name, access.developers.identityTag)];

/** Developers are who carries the tag; what each of them may is for their own policies to say. */
function developerStatements(
  scope: AccountScope,
  owner: AccessEnvironment,
  viaSecretsManager: Conditions,
): Draft[] {
  const shared = sharedOf(scope).filter(({ keyOwner }) => keyOwner === owner.name);
  const contexts = [...shared.map(({ name }) => name), ...ownContexts(scope, owner)];
  const isDeveloper: Conditions = {
    Null: { [`aws:PrincipalTag/${scope.access.developers.identityTag}`]: 'false' },
  };
  return [
    allow('DevelopersSetValuesInContext', {
      principal: { AWS: root(scope) },
      action: ['kms:Decrypt', 'kms:Encrypt', ...reEncryption],
      resource: anything,
      condition: both(inContext(scope.project, contexts), isDeveloper),
    }),
    allow('DevelopersReadEntries', {
      principal: { AWS: root(scope) },
      action: ['kms:Decrypt'],
      resource: anything,
      condition: both(viaSecretsManager, isDeveloper),
    }),
  ];
}
