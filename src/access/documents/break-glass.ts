import { becoming, iamWrites, reEncryption } from '../actions';
import { inContext, throughSecretsManager } from '../conditions';
import { entriesOfEnvironment } from '../entries';
import { permissionSetRoles, root } from '../names';
import { type AccountScope, keysOf } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';

/** For emergencies: everything of the project, in the open and so that it can be undone. */
export function breakGlass(scope: AccountScope): readonly Draft[] {
  const { project, environments } = scope;
  const keys = keysOf(environments);
  const [first] = environments;
  return [
    allow('UseEntries', {
      action: ['secretsmanager:*'],
      resource: environments.flatMap((environment) => entriesOfEnvironment(project, environment)),
    }),
    allow('FindEntries', { action: ['secretsmanager:ListSecrets', 'kms:ListAliases'], resource: anything }),
    allow('UseKeysInContext', {
      action: ['kms:Decrypt', 'kms:Encrypt', ...reEncryption],
      resource: keys,
      condition: inContext(
        project,
        environments.map(({ name }) => name),
      ),
    }),
    ...(first === undefined
      ? []
      : [
          allow('UseKeysThroughSecretsManager', {
            action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            resource: keys,
            condition: {
              StringEquals: {
                'kms:ViaService': environments.flatMap((environment) =>
                  Object.values(throughSecretsManager(environment).StringEquals ?? {}).flat(),
                ),
              },
            },
          }),
        ]),
    allow('SeeKeys', { action: ['kms:DescribeKey', 'kms:GetKeyPolicy'], resource: keys }),
    deny('DenyUnnamedUse', {
      action: anything,
      resource: anything,
      condition: { Null: { 'aws:SourceIdentity': 'true' } },
    }),
    deny('DenyForceDelete', {
      action: ['secretsmanager:DeleteSecret'],
      resource: anything,
      condition: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
    }),
    deny('DenyReplication', {
      action: ['secretsmanager:Replicate*', 'secretsmanager:Stop*', 'secretsmanager:Remove*'],
      resource: anything,
    }),
    deny('DenyReplicasFromTheStart', {
      action: ['secretsmanager:CreateSecret'],
      resource: anything,
      condition: { Null: { 'secretsmanager:AddReplicaRegions': 'false' } },
    }),
    deny('DenyIam', { action: [...iamWrites, ...becoming], resource: anything }),
    deny('DenyHidingTraces', {
      action: [
        'cloudtrail:Delete*',
        'cloudtrail:Put*',
        'cloudtrail:Stop*',
        'cloudtrail:Update*',
        'logs:Delete*',
        'logs:Put*',
      ],
      resource: anything,
    }),
  ];
}

/** Only from the named permission set, and only by who says who they are. */
export function breakGlassTrust(scope: AccountScope, permissionSet: string): readonly Draft[] {
  return [
    allow('TrustThePermissionSet', {
      principal: { AWS: root(scope) },
      action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      condition: {
        ArnLike: { 'aws:PrincipalArn': permissionSetRoles(scope, permissionSet) },
        StringLike: { 'sts:SourceIdentity': '?*' },
      },
    }),
  ];
}
