/** Every Secrets Manager action that changes something, by the verbs that they begin with: new ones are taken in. */
export const secretWrites = [
  'Cancel*',
  'Create*',
  'Delete*',
  'Put*',
  'Remove*',
  'Replicate*',
  'Restore*',
  'Rotate*',
  'Stop*',
  'Tag*',
  'Untag*',
  'Update*',
  'Validate*',
].map((verb) => `secretsmanager:${verb}`);

/** Names and tags of every entry of the account, whosever they are. */
export const listEntries = 'secretsmanager:ListSecrets';

/** Reads that know neither a resource nor a tag, so that nothing but the action can be denied. */
export const unscopableReads = ['secretsmanager:BatchGet*', 'secretsmanager:GetRandomPassword', listEntries];

/** What tells about an entry without its value. */
export const secretMetadata = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:ListSecretVersionIds',
];

export const getValue = 'secretsmanager:GetSecretValue';

/** What a symmetric key is used for. */
export const cryptography = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** What is as good as decrypting, since it changes who can. */
export const keyTampering = [
  'Cancel*',
  'Create*',
  'Delete*',
  'Disable*',
  'Enable*',
  'Import*',
  'Put*',
  'Replicate*',
  'Retire*',
  'Revoke*',
  'Rotate*',
  'Schedule*',
  'Tag*',
  'Untag*',
  'Update*',
].map((verb) => `kms:${verb}`);

/** Moving a ciphertext to another name or key inside of KMS: as good as decrypting and encrypting it. */
export const reEncryption = ['kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Taking on another role, or another identity within one's own. */
export const becoming = ['sts:Assume*', 'sts:SetSourceIdentity', 'sts:TagSession'];

export const iamWrites = [
  'iam:Add*',
  'iam:Attach*',
  'iam:Create*',
  'iam:Delete*',
  'iam:Detach*',
  'iam:PassRole',
  'iam:Put*',
  'iam:Remove*',
  'iam:Set*',
  'iam:Tag*',
  'iam:Untag*',
  'iam:Update*',
];

/** What makes a task of somebody else's run, or run something else. */
export const runningTasks = [
  'ecs:Create*',
  'ecs:ExecuteCommand',
  'ecs:Register*',
  'ecs:RunTask',
  'ecs:StartTask',
  'ecs:Update*',
];
