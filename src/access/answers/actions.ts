/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
const ofSecretsManager = [
  'BatchGetSecretValue',
  'CancelRotateSecret',
  'CreateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'DescribeSecret',
  'GetRandomPassword',
  'GetResourcePolicy',
  'GetSecretValue',
  'ListSecretVersionIds',
  'ListSecrets',
  'PutResourcePolicy',
  'PutSecretValue',
  'RemoveRegionsFromReplication',
  'ReplicateSecretToRegions',
  'RestoreSecret',
  'RotateSecret',
  'StopReplicationToReplica',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
  'ValidateResourcePolicy',
];

/** Those that are about one symmetric key: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html */
const ofKms = [
  'CancelKeyDeletion',
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListResourceTags',
  'PutKeyPolicy',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RevokeGrant',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateKeyDescription',
];

/** Actions that can be asked about, as IAM writes them. */
export const askableActions: readonly string[] = [
  ...ofSecretsManager.map((name) => `secretsmanager:${name}`),
  ...ofKms.map((name) => `kms:${name}`),
];

/** The action that somebody means: Secrets Manager goes without saying. */
export function askedAction(written: string): string | undefined {
  const wanted = (written.includes(':') ? written : `secretsmanager:${written}`).toLowerCase();
  return askableActions.find((action) => action.toLowerCase() === wanted);
}
