import type { Actor, Step } from './request';
import { weighed } from './request';
import { type Setup, weighStep } from './weigh';
import { account, project, region } from './workspace';
import { keyOwner, type World } from './world';

/** What is asked for: an entry (and the key behind it) as it should be, or as somebody made it. */
export const columns = {
  dev: { environment: 'dev' },
  'own dev': { environment: 'dev-alice' },
  "another's dev": { environment: 'dev-bob' },
  staging: { environment: 'staging' },
  production: { environment: 'production' },
  'mis-tagged': { environment: 'production', tags: { Environment: 'dev' } },
  'mis-cased': { environment: 'production', tags: { Environment: 'Production' } },
  untagged: { environment: 'production', tags: null },
  replica: { environment: 'production', kind: 'replica' },
} as const satisfies Record<
  string,
  { environment: string; kind?: 'replica'; tags?: Readonly<Record<string, string>> | null }
>;
export type Column = keyof typeof columns;
export const columnNames = Object.keys(columns) as Column[];

/** A row of the matrix: who asks, and about the entry of which bucket. */
export interface Row {
  readonly by: Actor;
  readonly bucket: string;
}

const arn = `arn:aws:iam::${account}:`;
const alice = { Developer: 'alice' };

/** Everybody, once for each kind. A service's role is asked about its own bucket. */
export const rows: Readonly<Record<string, Row>> = {
  'developer alice': { by: { principal: 'developer', tags: alice }, bucket: 'api' },
  'guardrail beside AdministratorAccess': {
    by: { holder: ['guardrail'], administrator: true, tags: alice },
    bucket: 'api',
  },
  'ci-plan': { by: { principal: 'ci-plan' }, bucket: 'api' },
  'ci-deploy.dev': { by: { principal: 'ci-deploy.dev' }, bucket: 'api' },
  'ci-deploy.dev-alice': { by: { principal: 'ci-deploy.dev-alice' }, bucket: 'api' },
  'ci-deploy.production': { by: { principal: 'ci-deploy.production' }, bucket: 'api' },
  'execution.dev.api': { by: { principal: 'execution.dev.api' }, bucket: 'api' },
  'execution.production.api': { by: { principal: 'execution.production.api' }, bucket: 'api' },
  "execution.production.api on another's bucket": {
    by: { principal: 'execution.production.api' },
    bucket: 'api-v2',
  },
  'task.production.api, which does not read': { by: { principal: 'task.production.api' }, bucket: 'api' },
  'task.production.worker, which reads': { by: { principal: 'task.production.worker' }, bucket: 'worker' },
  'compute.dev.dashboard': { by: { principal: 'compute.dev.dashboard' }, bucket: 'dashboard' },
  'compute.production.dashboard': { by: { principal: 'compute.production.dashboard' }, bucket: 'dashboard' },
  'compute.production.hook, which fills its entry': {
    by: { principal: 'compute.production.hook' },
    bucket: 'hook',
  },
  'execution.production.api with AdministratorAccess, in its boundary': {
    by: { principal: 'execution.production.api', administrator: true },
    bucket: 'worker',
  },
  'reader.agents, of dev and production': { by: { principal: 'reader.agents' }, bucket: 'api-v2' },
  'secret-author': { by: { principal: 'secret-author' }, bucket: 'api' },
  'break-glass': {
    by: { principal: 'break-glass', context: { 'aws:SourceIdentity': 'ann' } },
    bucket: 'api',
  },
  'AdministratorAccess alone': { by: { administrator: true }, bucket: 'api' },
  'an administrator in the exceptions': {
    by: { arn: `${arn}role/platform-admin`, administrator: true },
    bucket: 'api',
  },
  'the root of the account': { by: { arn: `${arn}root` }, bucket: 'api' },
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretActions = [
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
].map((name) => `secretsmanager:${name}`);
const unscopable = ['BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets'].map(
  (name) => `secretsmanager:${name}`,
);

/** Asked in the context of a value in git, and again as Secrets Manager asks on behalf of its caller. */
export const cryptography = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const through = (action: string): string => `${action} through the service`;

/** Every other action on a symmetric key. */
export const keyActions = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'DeleteAlias',
  'DeleteImportedKeyMaterial',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'GetParametersForImport',
  'ImportKeyMaterial',
  'ListGrants',
  'ListKeyPolicies',
  'ListResourceTags',
  'PutKeyPolicy',
  'ReplicateKey',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
].map((name) => `kms:${name}`);

export const actions = [...secretActions, ...cryptography, ...cryptography.map(through), ...keyActions];

/** What such a request carries in ordinary use, so that it is denied for who asks and not for how. */
function ordinary(action: string, environment: string, bucket: string): Partial<Step> {
  const own = { Project: project, Environment: environment, Bucket: bucket, ManagedBy: 'fanout' };
  const team = { CostCenter: 'platform' };
  switch (action) {
    case 'secretsmanager:CreateSecret':
      return {
        sets: own,
        context: {
          'secretsmanager:KmsKeyArn': `arn:aws:kms:${region}:${account}:key/${keyOwner(environment)}`,
        },
      };
    case 'secretsmanager:PutResourcePolicy':
      return { context: { 'secretsmanager:BlockPublicPolicy': 'true' } };
    case 'secretsmanager:TagResource':
    case 'kms:TagResource':
      return { sets: team };
    case 'secretsmanager:UntagResource':
    case 'kms:UntagResource':
      return { context: { 'aws:TagKeys': Object.keys(team) } };
    default:
      return {};
  }
}

/** The request of a cell. */
export function stepOf(text: string, column: Column, bucket: string): Step {
  const {
    environment,
    tags,
    kind = 'entry',
  } = {
    tags: undefined as Step['tags'],
    ...columns[column],
  } as { environment: string; tags: Step['tags']; kind?: string };
  const instead = tags === undefined ? {} : { tags };
  const [action = ''] = text.split(' ');
  if (unscopable.includes(action)) return { action };
  const carried = ordinary(action, environment, bucket);
  if (action.startsWith('secretsmanager:')) {
    const created = action === 'secretsmanager:CreateSecret' ? { tags: null } : {};
    return { action, on: `${kind} ${environment}/${bucket}`, ...instead, ...created, ...carried };
  }
  const on = `key ${keyOwner(environment)}`;
  if (text !== action) return { action, on, ...instead, through: `${kind} ${environment}/${bucket}` };
  return {
    action,
    on,
    ...instead,
    ...carried,
    ...(cryptography.includes(action) ? { value: environment } : {}),
  };
}

/** `A` allowed, `D` explicitly denied, `.` not allowed by anything. */
export type Letter = 'A' | 'D' | '.';
const letters = { allowed: 'A', explicitDeny: 'D', implicitDeny: '.' } as const;

export const letterOf = (
  world: World,
  { by, bucket }: Row,
  action: string,
  column: Column,
  setup: Setup = 'generated',
): Letter => letters[weighStep(world, weighed(world, stepOf(action, column, bucket), by), setup).answer];

/** Those whose own policies say all of what they are granted. */
export const isOurs = ({ by }: Row): boolean => by.principal !== undefined && !by.administrator;

const width = Math.max(...actions.map((action) => action.length)) + 2;

/** The whole matrix as a text that shows in a difference who gains and who loses. */
export function matrixText(world: World): string {
  const legend = columnNames.map((name, at) => `  ${at + 1} ${name}`).join('\n');
  const blocks = Object.entries(rows).map(([name, row]) =>
    [
      `${name} (${row.bucket})`,
      ...actions.map(
        (action) =>
          `  ${action.padEnd(width)}${columnNames.map((column) => letterOf(world, row, action, column)).join(' ')}`,
      ),
    ].join('\n'),
  );
  return `${['A allowed, D explicitly denied, . allowed by nothing. Columns:', legend].join('\n')}\n\n${blocks.join('\n\n')}\n`;
}
