import type { Column } from './support/matrix';
import { cryptography, keyActions, secretActions } from './support/matrix';

export interface Expectation {
  /** Exactly these, by action. */
  readonly may: Readonly<Record<string, readonly Column[]>>;
  /** Whether everything else is denied in so many words; where it is not, nothing allows it. */
  readonly otherwise: (action: string, column: Column) => boolean;
  /** What is allowed as well, and taken back by a Deny alone. @default - nothing */
  readonly takenBack?: Readonly<Record<string, readonly Column[]>>;
}

type May = Expectation['may'];

/** An allowance in several columns for several actions. */
const on = (columns: readonly Column[], ...names: readonly string[]): May =>
  Object.fromEntries(names.map((name) => [name, columns]));
const secrets = (...names: readonly string[]): string[] => names.map((name) => `secretsmanager:${name}`);

const everywhere: readonly Column[] = [
  'dev',
  'own dev',
  "another's dev",
  'staging',
  'production',
  'mis-tagged',
  'mis-cased',
  'untagged',
  'replica',
];
/** The dev key is one key for dev and its variants. */
const underDevKey: readonly Column[] = ['dev', 'own dev', "another's dev"];
/** Whatever its tags say, it is production's. */
const production: readonly Column[] = ['production', 'mis-tagged', 'mis-cased', 'untagged'];
/** A replica's value in git is that of production itself. */
const underProductionKey: readonly Column[] = [...production, 'replica'];
const isProtected = (column: Column): boolean => column === 'staging' || underProductionKey.includes(column);
const inOneRegion = everywhere.filter((column) => column !== 'replica');

const metadata = secrets('DescribeSecret', 'GetResourcePolicy', 'ListSecretVersionIds');
const read = secrets('GetSecretValue');
const write = secrets(
  'DeleteResourcePolicy',
  'PutResourcePolicy',
  'PutSecretValue',
  'RestoreSecret',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
);
const reading = ['kms:Decrypt through the service'];
const writing = [...reading, 'kms:GenerateDataKey through the service'];
const moving = ['kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const keyMetadata = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:GetParametersForImport',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
];
/** What an administrator of a key does with it; never what it encrypts, and never importing, replicating or granting. */
const keyAdministration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

const isSecret = (action: string): boolean => secretActions.includes(action);
const isDirect = (action: string): boolean => cryptography.includes(action);
const tampers = (action: string): boolean => keyActions.includes(action) && !keyMetadata.includes(action);

/** A role of a service, which reads its own entry in its own environment and does nothing else with secrets and keys. */
const reads = (columns: readonly Column[], key: readonly Column[]): May => ({
  ...on(columns, ...read),
  ...on(key, ...reading),
});

/** Everything about entries and keys is denied beside that, but what Secrets Manager alone can ask. */
const service = (may: May): Expectation => ({
  may,
  otherwise: (action) => isSecret(action) || isDirect(action),
});

const administrator = (entries: readonly Column[]): May => ({
  ...on(entries, ...secretActions),
  ...on(everywhere, ...secrets('BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets')),
  ...on(everywhere, ...keyMetadata, ...keyAdministration),
});

/** From the table of who may do what; never from the matrix. */
export const expectations: Readonly<Record<string, Expectation>> = {
  'developer alice': {
    may: {
      ...on(['dev', 'own dev'], ...metadata, ...read, 'kms:Decrypt', 'kms:Encrypt', ...moving),
      ...on(underDevKey, ...reading, 'kms:DescribeKey'),
    },
    otherwise: (action, column) => isSecret(action) || isProtected(column) || tampers(action),
  },
  'guardrail beside AdministratorAccess': {
    may: {
      ...on(['dev', 'own dev'], ...metadata, ...read, 'kms:Decrypt', 'kms:Encrypt', ...moving),
      ...on(underDevKey, ...reading, ...keyMetadata),
    },
    otherwise: (action, column) => isSecret(action) || isProtected(column) || tampers(action),
  },
  'ci-plan': {
    may: {
      ...on(inOneRegion, ...metadata),
      ...on(everywhere, ...secrets('ListSecrets')),
      ...on(
        everywhere,
        'kms:DescribeKey',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListResourceTags',
      ),
    },
    otherwise: (action) => !metadata.includes(action),
  },
  'ci-deploy.dev': {
    may: {
      ...on(['dev'], ...metadata, ...write, ...secrets('CreateSecret', 'DeleteSecret'), 'kms:Decrypt'),
      ...on(underDevKey, ...writing, 'kms:DescribeKey'),
    },
    otherwise: (action, column) =>
      tampers(action) || (column !== 'dev' && (isSecret(action) || isDirect(action))),
    takenBack: {
      ...on(
        inOneRegion.filter((column) => column !== 'dev'),
        ...metadata,
      ),
      ...on(['mis-tagged'], ...write, 'secretsmanager:DeleteSecret'),
    },
  },
  'ci-deploy.dev-alice': {
    may: {
      ...on(['own dev'], ...metadata, ...write, ...secrets('CreateSecret', 'DeleteSecret')),
      ...on(['dev', 'own dev'], 'kms:Decrypt'),
      ...on(underDevKey, ...writing, 'kms:DescribeKey'),
    },
    otherwise: (action, column) =>
      tampers(action) ||
      (column !== 'own dev' && isSecret(action)) ||
      (isProtected(column) && isDirect(action)),
    takenBack: on(
      inOneRegion.filter((column) => column !== 'own dev'),
      ...metadata,
    ),
  },
  'ci-deploy.production': {
    may: {
      ...on(production, ...metadata, ...secrets('CreateSecret'), ...writing),
      ...on(['production'], ...write),
      ...on(underProductionKey, 'kms:Decrypt', 'kms:DescribeKey'),
    },
    otherwise: (action, column) =>
      tampers(action) ||
      ['secretsmanager:DeleteSecret', 'secretsmanager:GetSecretValue'].includes(action) ||
      (!production.includes(column) && isSecret(action)) ||
      (!underProductionKey.includes(column) && isDirect(action)),
    takenBack: on([...underDevKey, 'staging'], ...metadata),
  },
  'execution.dev.api': service(reads(['dev'], ['dev'])),
  'execution.production.api': service(reads(['production'], production)),
  "execution.production.api on another's bucket": service({}),
  'task.production.api, which does not read': service({}),
  'task.production.worker, which reads': service(reads(['production'], production)),
  'compute.dev.dashboard': service(reads(['dev'], ['dev'])),
  'compute.production.dashboard': service(reads(['production'], production)),
  'compute.production.hook, which fills its entry': service({
    ...reads(['production'], production),
    ...on(['production'], 'secretsmanager:PutSecretValue'),
    ...on(production, ...writing),
  }),
  'execution.production.api with AdministratorAccess, in its boundary': service(on(production, ...reading)),
  'reader.agents, of dev and production': {
    may: { ...on(['dev', 'production'], ...read), ...on(['dev', ...production], ...reading) },
    otherwise: (action, column) => column !== 'mis-tagged' && (isSecret(action) || isDirect(action)),
  },
  'secret-author': {
    may: on(['staging', ...underProductionKey], 'kms:Encrypt', 'kms:DescribeKey'),
    otherwise: (action) => [...read, 'kms:Decrypt', ...reading, 'kms:CreateGrant'].includes(action),
  },
  'break-glass': {
    may: {
      ...on(inOneRegion, ...metadata, ...read, ...write, ...writing),
      ...on(
        inOneRegion,
        ...secrets(
          'CancelRotateSecret',
          'CreateSecret',
          'DeleteSecret',
          'RotateSecret',
          'ValidateResourcePolicy',
        ),
      ),
      ...on(
        everywhere,
        'secretsmanager:ListSecrets',
        'kms:Decrypt',
        'kms:Encrypt',
        ...moving,
        'kms:DescribeKey',
        'kms:GetKeyPolicy',
      ),
    },
    otherwise: (action) =>
      [
        ...secrets('RemoveRegionsFromReplication', 'ReplicateSecretToRegions', 'StopReplicationToReplica'),
        'kms:CreateGrant',
      ].includes(action),
    takenBack: on(
      inOneRegion,
      ...secrets('RemoveRegionsFromReplication', 'ReplicateSecretToRegions', 'StopReplicationToReplica'),
    ),
  },
  // Stopped by the policies of entries and keys alone; a replica has none, and dev's entries get none.
  'AdministratorAccess alone': {
    may: administrator([...underDevKey, 'replica']),
    otherwise: (action, column) =>
      action === 'kms:CreateGrant' || (isProtected(column) && (isSecret(action) || isDirect(action))),
  },
  'an administrator in the exceptions': {
    may: {
      ...administrator(everywhere),
      ...on(everywhere, 'kms:Decrypt', 'kms:Encrypt', ...moving),
      ...on(inOneRegion, ...writing),
    },
    otherwise: (action) => action === 'kms:CreateGrant',
  },
  // Gets back what was lost, and decrypts nothing.
  'the root of the account': {
    may: administrator(everywhere),
    otherwise: (action) => action === 'kms:CreateGrant',
  },
};
