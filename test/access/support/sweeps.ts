import type { Actor, Step } from './request';
import type { LayerAlone } from './weigh';
import { account, project, region } from './workspace';
import { keyOwner, type World } from './world';

/** A request with what has to come of it, as the documents are generated. */
export interface Granted {
  readonly who: string;
  readonly by: Actor;
  readonly step: Step;
  readonly allowed: boolean;
}

/** A request that one layer has to deny by itself, with AdministratorAccess and everything else wide open. */
export interface Forbidden {
  readonly who: string;
  readonly by: Actor;
  readonly step: Step;
  readonly layer: LayerAlone;
}

const arn = `arn:aws:iam::${account}:`;
const people = {
  developer: { principal: 'developer', tags: { Developer: 'alice' } },
  vendor: { holder: ['guardrail'], administrator: true, tags: { Developer: 'alice' } },
  'ci-plan': { principal: 'ci-plan' },
  'ci-deploy.dev': { principal: 'ci-deploy.dev' },
  'ci-deploy.production': { principal: 'ci-deploy.production' },
  'break-glass': { principal: 'break-glass', context: { 'aws:SourceIdentity': 'ann' } },
  'secret-author': { principal: 'secret-author' },
  administrator: { administrator: true },
  root: { arn: `${arn}root` },
  'excepted administrator': { arn: `${arn}role/platform-admin`, administrator: true },
  reader: { principal: 'reader.agents' },
  execution: { principal: 'execution.production.api' },
  task: { principal: 'task.production.worker' },
  'task that does not read': { principal: 'task.production.api' },
  app: { principal: 'compute.production.dashboard' },
  function: { principal: 'compute.production.hook' },
} as const satisfies Record<string, Actor>;
type Who = keyof typeof people;

const secrets = (name: string): string => `secretsmanager:${name}`;
const isProtected = (environment: string): boolean => ['staging', 'production'].includes(environment);

function maySee(who: Who, environment: string): boolean {
  return (
    ['break-glass', 'excepted administrator', 'root', 'ci-plan', `ci-deploy.${environment}`].includes(who) ||
    (['developer', 'vendor'].includes(who) && ['dev', 'dev-alice'].includes(environment)) ||
    (who === 'administrator' && !isProtected(environment))
  );
}

/** Who may do what with an entry, by its environment. Written down from the table of principals. */
const mayWithEntry: Readonly<Record<string, (who: Who, environment: string) => boolean>> = {
  GetSecretValue: (who, environment) =>
    who === 'break-glass' ||
    who === 'excepted administrator' ||
    who === 'root' ||
    (['developer', 'vendor'].includes(who) && ['dev', 'dev-alice'].includes(environment)) ||
    (who === 'administrator' && !isProtected(environment)),
  PutSecretValue: (who, environment) =>
    ['break-glass', 'excepted administrator', 'root', `ci-deploy.${environment}`].includes(who) ||
    (who === 'administrator' && !isProtected(environment)),
  DescribeSecret: maySee,
  GetResourcePolicy: maySee,
  ListSecretVersionIds: maySee,
  CreateSecret: (who, environment) =>
    ['break-glass', 'excepted administrator', 'root', `ci-deploy.${environment}`].includes(who) ||
    (who === 'administrator' && !isProtected(environment)),
};

const peopleAsked: readonly Who[] = [
  'developer',
  'vendor',
  'ci-plan',
  'ci-deploy.dev',
  'ci-deploy.production',
  'break-glass',
  'secret-author',
  'administrator',
  'excepted administrator',
  'root',
];

function entryStep(action: string, environment: string, bucket: string): Step {
  const step = { action: secrets(action), on: `entry ${environment}/${bucket}` };
  if (action !== 'CreateSecret') return step;
  return {
    ...step,
    tags: null,
    sets: { Project: project, Environment: environment, Bucket: bucket, ManagedBy: 'fanout' },
    context: {
      'secretsmanager:KmsKeyArn': `arn:aws:kms:${region}:${account}:key/${keyOwner(environment)}`,
    },
  };
}

/** A role that a permission set of single sign-on has, where its identity centre stands in another region or in this. */
const signedOn = (permissionSet: string): readonly Actor[] =>
  ['', 'eu-west-1/'].map((middle) => ({
    arn: `${arn}role/aws-reserved/sso.amazonaws.com/${middle}AWSReservedSSO_${permissionSet}_0123456789abcdef`,
    administrator: true,
  }));

/** What the control policy has to leave alone: those who look after the project, and everybody's other things. */
export const spared = (): readonly Forbidden[] => {
  const after: readonly Actor[] = [
    ...signedOn('BreakGlass'),
    people['excepted administrator'],
    { principal: 'ci-deploy.production', administrator: true },
  ];
  const steps: readonly Step[] = [
    { action: 'secretsmanager:TagResource', on: 'entry production/api' },
    { action: 'secretsmanager:GetSecretValue', on: 'entry production/api' },
    { action: 'kms:ScheduleKeyDeletion', on: 'key production' },
    { action: 'iam:UpdateAssumeRolePolicy', on: 'role execution.production.api' },
  ];
  const others: readonly Step[] = [
    { action: 'secretsmanager:GetSecretValue', on: 'entry dev/api' },
    { action: 'secretsmanager:PutSecretValue', on: 'entry dev/api' },
    { action: 'secretsmanager:TagResource', on: aws('secretsmanager', 'secret:other-AbCdEf') },
    { action: 'kms:TagResource', on: 'key of-others' },
    { action: 'kms:Decrypt', on: 'key of-others' },
    ...['dev', 'dev-alice', 'dev-bob'].map((environment) => ({
      action: 'kms:Decrypt',
      on: 'key dev',
      tags: { Environment: environment },
    })),
    { action: 'iam:CreateRole', on: `${arn}role/elsewhere` },
  ];
  const of = (who: string, by: Actor, all: readonly Step[]): Forbidden[] =>
    all.map((step) => ({ who, by, step, layer: 'scp' }));
  return [
    ...after.flatMap((by) => of(by.arn ?? by.principal ?? '', by, steps)),
    ...of('administrator', people.administrator, others),
  ];
};

/** Every entry, to everybody. */
export function granted({ entries }: World): readonly Granted[] {
  return Object.entries(entries).flatMap(([environment, buckets]) =>
    Object.keys(buckets).flatMap((bucket) =>
      peopleAsked.flatMap((who) =>
        Object.entries(mayWithEntry).map(([action, may]) => ({
          who,
          by: people[who],
          step: entryStep(action, environment, bucket),
          allowed: may(who, environment),
        })),
      ),
    ),
  );
}

const iam = (on: string, ...names: readonly string[]): Step[] =>
  names.map((name) => ({ action: `iam:${name}`, on }));
const onRole = (role: string): Step[] =>
  iam(
    role,
    'AttachRolePolicy',
    'CreateRole',
    'DeleteRole',
    'DeleteRolePermissionsBoundary',
    'DeleteRolePolicy',
    'DetachRolePolicy',
    'PassRole',
    'PutRolePermissionsBoundary',
    'PutRolePolicy',
    'TagRole',
    'UntagRole',
    'UpdateAssumeRolePolicy',
    'UpdateRole',
  );
const onPolicy = iam(
  `${arn}policy/fanout/my-app/my-app.runtime-boundary.production`,
  'CreatePolicy',
  'CreatePolicyVersion',
  'DeletePolicy',
  'DeletePolicyVersion',
  'SetDefaultPolicyVersion',
  'TagPolicy',
  'UntagPolicy',
);
const onProvider = iam(
  `${arn}oidc-provider/token.actions.githubusercontent.com`,
  'AddClientIDToOpenIDConnectProvider',
  'CreateOpenIDConnectProvider',
  'DeleteOpenIDConnectProvider',
  'RemoveClientIDFromOpenIDConnectProvider',
  'TagOpenIDConnectProvider',
  'UntagOpenIDConnectProvider',
  'UpdateOpenIDConnectProviderThumbprint',
);
const becoming = (role: string): Step[] =>
  ['AssumeRole', 'SetSourceIdentity', 'TagSession'].map((name) => ({ action: `sts:${name}`, on: role }));
const elsewhere = `${arn}role/elsewhere`;
const ours = 'role execution.production.api';

const aws = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
const ecs = (environment: string): Step[] => {
  const cluster = aws('ecs', `cluster/my-app-${environment}`);
  const inCluster = { context: { 'ecs:cluster': cluster } };
  const definition = aws('ecs', `task-definition/my-app-${environment}-api`);
  return [
    { action: 'ecs:CreateService', on: aws('ecs', `service/my-app-${environment}/mine`) },
    { action: 'ecs:CreateTaskSet', on: aws('ecs', `task-set/my-app-${environment}/api/1`), ...inCluster },
    { action: 'ecs:ExecuteCommand', on: aws('ecs', `task/my-app-${environment}/1`), ...inCluster },
    { action: 'ecs:RegisterTaskDefinition', on: definition },
    { action: 'ecs:RunTask', on: definition, ...inCluster },
    { action: 'ecs:StartTask', on: definition, ...inCluster },
    { action: 'ecs:UpdateService', on: aws('ecs', `service/my-app-${environment}/api`) },
    { action: 'ecs:UpdateCluster', on: cluster },
    { action: 'ecs:CreateDaemon', on: aws('ecs', `daemon/my-app-${environment}/mine`) },
    { action: 'ssm:StartSession', on: aws('ecs', `task/my-app-${environment}/1`) },
    // In another cluster, where one may enter it.
    ...['api', 'worker'].map((name) => ({
      action: 'ecs:UpdateService',
      on: aws('ecs', 'service/other/other'),
      context: { 'ecs:task-definition': aws('ecs', `task-definition/my-app-${environment}-${name}:7`) },
    })),
    ...['api', 'worker'].map((name) => ({
      action: 'ecs:RunTask',
      on: aws('ecs', `task-definition/my-app-${environment}-${name}:7`),
    })),
    // Something else, in the cluster that is guarded.
    ...['RunTask', 'StartTask', 'ExecuteCommand', 'CreateTaskSet', 'UpdateTaskSet'].map((name) => ({
      action: `ecs:${name}`,
      on: aws('ecs', 'task-definition/other:1'),
      ...inCluster,
    })),
  ];
};
const code = (environment: string): Step[] => {
  const name = aws('lambda', `function:my-app-${environment}-hook`);
  const app = aws('amplify', 'apps/d2abcdefgh1234');
  return [
    { action: 'lambda:UpdateFunctionCode', on: name },
    { action: 'lambda:UpdateFunctionCode', on: `${name}:live` },
    ...['CreateBranch', 'DeleteApp', 'StartJob', 'UpdateApp'].flatMap((action) =>
      [app, `${app}/branches/main`].map((on) => ({ action: `amplify:${action}`, on })),
    ),
  ];
};
const state = (environment: string): Step[] => {
  const bucket = 'arn:aws:s3:::my-app-state';
  const objects = [
    `${bucket}/my-app/${environment}`,
    `${bucket}/my-app/${environment}.tflock`,
    aws('s3', `accesspoint/mine/object/my-app/${environment}`),
  ];
  return objects.flatMap((on) => ['s3:GetObject', 's3:PutObject'].map((action) => ({ action, on })));
};
const stateBucket: Step[] = ['CreateBucket', 'DeleteBucketPolicy', 'PutBucketPolicy'].map((name) => ({
  action: `s3:${name}`,
  on: 'arn:aws:s3:::my-app-state',
}));
const upstream = (environment: string): Step[] => [
  {
    action: 'secretsmanager:GetSecretValue',
    on: aws('secretsmanager', `secret:upstream/${environment}/cloud-AbCdEf`),
  },
  { action: 'ssm:GetParameter', on: aws('ssm', `parameter/upstream/${environment}/token`) },
  ...[`upstream/${environment}`, 'upstream', ''].map((path) => ({
    action: 'ssm:GetParametersByPath',
    on: aws('ssm', `parameter/${path}`),
  })),
];

const writes = [
  'CancelRotateSecret',
  'CreateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
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
const disguises: readonly (readonly [kind: string, tags: Step['tags']])[] = [
  ['entry', undefined],
  ['entry', null],
  ['entry', { Environment: 'dev' }],
  ['replica', undefined],
  ['replica', { Environment: 'dev' }],
];
const instead = (tags: Step['tags']): Partial<Step> => (tags === undefined ? {} : { tags });
const everyEntry = (
  { entries }: World,
  wanted: (environment: string) => boolean,
  names: readonly string[],
): Step[] =>
  Object.keys(entries)
    .filter(wanted)
    .flatMap((environment) =>
      Object.keys(entries[environment] ?? {}).flatMap((bucket) =>
        disguises.flatMap(([kind, tags]) =>
          names.map((name) => ({
            action: secrets(name),
            on: `${kind} ${environment}/${bucket}`,
            ...instead(tags),
          })),
        ),
      ),
    );

const keyTampering = [
  'CancelKeyDeletion',
  'CreateGrant',
  'DeleteImportedKeyMaterial',
  'DisableKey',
  'EnableKey',
  'ImportKeyMaterial',
  'PutKeyPolicy',
  'ReplicateKey',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateKeyDescription',
].map((name) => `kms:${name}`);
const cryptography = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map(
  (name) => `kms:${name}`,
);
const onKeys = (environments: readonly string[], names: readonly string[]): Step[] =>
  environments.flatMap((environment) =>
    names.map((action) => ({ action, on: `key ${environment}`, value: environment })),
  );
const traces: Step[] = [
  ...['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'].map((name) => ({
    action: `cloudtrail:${name}`,
    on: aws('cloudtrail', 'trail/main'),
  })),
  ...['DeleteLogGroup', 'PutRetentionPolicy'].map((name) => ({
    action: `logs:${name}`,
    on: aws('logs', 'log-group:trail'),
  })),
];
const parameters: Step[] = [
  'GetParameter',
  'GetParameters',
  'GetParametersByPath',
  'GetParameterHistory',
].map((name) => ({
  action: `ssm:${name}`,
  on: aws('ssm', 'parameter/any'),
}));
const unscopable: Step[] = ['BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets'].map((name) => ({
  action: secrets(name),
}));
const tagEditor: Step[] = ['TagResources', 'UntagResources'].map((name) => ({ action: `tag:${name}` }));

/** What each layer has to deny by itself. */
export function forbidden(world: World): readonly Forbidden[] {
  const by = (who: Who, layer: LayerAlone, steps: readonly Step[]): Forbidden[] =>
    steps.map((step) => ({ who, by: people[who], step, layer }));
  const anyIam = [...onRole(ours), ...onRole(elsewhere), ...onPolicy, ...onProvider];
  const services: readonly Who[] = ['task', 'task that does not read', 'app', 'function'];
  return [
    ...by('vendor', 'guardrail', [
      ...onKeys(['staging', 'production'], cryptography).map((step) => ({ ...step, tags: null })),
      ...['staging', 'production'].flatMap((environment) => [
        { action: 'rds:DeleteDBInstance', on: aws('rds', 'db:main'), tags: { Environment: environment } },
        { ...upstream(environment)[0]!, tags: { Project: project, Environment: 'dev' } },
        ...['ExecuteCommand', 'StartTask'].map((name) => ({
          action: `ecs:${name}`,
          on: aws(
            'ecs',
            name === 'StartTask'
              ? `task-definition/my-app-${environment}-api`
              : `task/my-app-${environment}/1`,
          ),
        })),
        { action: 'ecs:CreateTaskSet', on: aws('ecs', `task-set/my-app-${environment}/api/1`) },
      ]),
      ...everyEntry(world, isProtected, ['GetSecretValue', 'DescribeSecret', ...writes]),
      ...everyEntry(world, (environment) => environment === 'dev', writes),
      ...onKeys(['staging', 'production'], [...cryptography, ...keyTampering]),
      ...onKeys(['dev'], keyTampering),
      ...cryptography.map((action) => ({ action, on: 'key dev', value: 'dev-bob' })),
      ...['CreateAlias', 'DeleteAlias', 'UpdateAlias'].map((name) => ({
        action: `kms:${name}`,
        on: aws('kms', 'alias/my-app/production'),
      })),
      ...onRole(ours),
      ...onRole('role ci-plan'),
      ...onPolicy,
      ...onProvider,
      ...becoming(ours),
      ...unscopable,
      ...tagEditor,
      ...['staging', 'production'].flatMap((environment) => [
        ...ecs(environment),
        ...code(environment),
        ...state(environment),
        ...upstream(environment),
      ]),
      ...stateBucket,
    ]),
    ...by('ci-plan', 'own policies', [
      ...everyEntry(world, () => true, ['GetSecretValue', ...writes]),
      ...onKeys(['dev', 'staging', 'production'], [...cryptography, ...keyTampering]),
      ...anyIam,
      ...becoming(elsewhere),
      ...parameters,
      ...unscopable.filter(({ action }) => action !== secrets('ListSecrets')),
      ...ecs('dev'),
      ...stateBucket,
    ]),
    ...(['ci-deploy.dev', 'ci-deploy.production'] as const).flatMap((who) =>
      by(who, 'own policies', [
        ...everyEntry(world, (environment) => who !== `ci-deploy.${environment}`, [
          'GetSecretValue',
          ...writes,
        ]),
        ...everyEntry(world, (environment) => who === `ci-deploy.${environment}`, ['GetSecretValue']),
        ...onKeys(['dev', 'staging', 'production'], keyTampering),
        ...onRole('role ci-plan'),
        ...onRole(elsewhere),
        ...onPolicy,
        ...onProvider,
        ...becoming(elsewhere),
        ...becoming(ours),
        { action: 'iam:PassRole', on: ours },
        ...unscopable,
        ...upstream('staging'),
        ...cryptography.map((action) => ({ action, on: `key ${who.split('.')[1]}`, value: 'staging' })),
        ...writes.map((name) => ({
          action: secrets(name),
          on: aws('secretsmanager', `secret:upstream/${who.split('.')[1]}/cloud-AbCdEf`),
          tags: { Project: project, Environment: who.split('.')[1] ?? '' },
        })),
      ]),
    ),
    ...by('break-glass', 'own policies', [...anyIam, ...becoming(elsewhere), ...traces]),
    ...by('secret-author', 'own policies', [
      ...everyEntry(world, () => true, ['GetSecretValue']),
      ...onKeys(
        ['dev', 'staging', 'production'],
        ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:CreateGrant'],
      ),
      ...becoming(elsewhere),
      { action: 'iam:PassRole', on: ours },
      ...unscopable,
      ...parameters,
    ]),
    ...(['reader', 'execution'] as const).flatMap((who) =>
      by(who, 'own policies', [
        ...everyEntry(world, () => true, writes),
        ...everyEntry(world, () => true, ['DescribeSecret']),
        ...onKeys(['dev', 'staging', 'production'], [...cryptography, ...keyTampering]),
        ...anyIam,
        ...becoming(elsewhere),
        ...parameters,
        ...unscopable,
        ...ecs('dev'),
      ]),
    ),
    ...services.flatMap((who) => [
      ...by(who, 'own policies', [
        ...everyEntry(world, () => true, [
          'DescribeSecret',
          'GetResourcePolicy',
          'ListSecretVersionIds',
          ...writes.filter((name) => who !== 'function' || name !== 'PutSecretValue'),
        ]),
        ...everyEntry(world, (environment) => environment !== 'production', [
          'GetSecretValue',
          'PutSecretValue',
        ]),
        ...onKeys(['dev', 'staging', 'production'], [...cryptography, ...keyTampering]),
        ...anyIam,
        ...becoming(elsewhere),
        ...parameters,
        ...unscopable,
        ...ecs('dev'),
      ]),
      ...by(who, 'boundary', [
        { action: 'organizations:LeaveOrganization' },
        { action: 'sso:CreateAccountAssignment' },
        ...['Project', 'Environment'].map((tag) => ({
          action: secrets('GetSecretValue'),
          on: 'entry production/worker',
          tags: { [tag]: 'other' },
        })),
        ...everyEntry(world, (environment) => environment !== 'production', ['GetSecretValue', ...writes]),
        ...everyEntry(world, () => true, [
          'DescribeSecret',
          ...writes.filter((name) => name !== 'PutSecretValue'),
        ]),
        ...onKeys(['dev', 'staging', 'production'], [...cryptography, ...keyTampering]),
        ...anyIam,
        ...becoming(elsewhere),
        ...['dev', 'staging', 'production'].flatMap((environment) => upstream(environment)),
      ]),
    ]),
    ...by('administrator', 'scp', [
      ...everyEntry(world, isProtected, ['GetSecretValue', ...writes]),
      ...onKeys(['staging', 'production'], [...cryptography, ...keyTampering]),
      ...onKeys(['dev'], ['kms:TagResource', 'kms:UntagResource']),
      ...['TagResource', 'UntagResource'].map((name) => ({ action: secrets(name), on: 'entry dev/api' })),
      ...onRole(ours),
      ...onPolicy,
      ...onProvider,
    ]),
    ...by('administrator', 'resource policy', [
      ...Object.keys(world.entries)
        .filter(isProtected)
        .flatMap((environment) =>
          Object.keys(world.entries[environment] ?? {}).flatMap((bucket) =>
            ['GetSecretValue', 'DescribeSecret', 'ListSecretVersionIds', 'GetResourcePolicy', ...writes].map(
              (name) => ({
                action: secrets(name),
                on: `entry ${environment}/${bucket}`,
              }),
            ),
          ),
        ),
      ...onKeys(['dev', 'staging', 'production'], [...cryptography, 'kms:CreateGrant']),
    ]),
  ];
}
