import { becoming, getValue, runningTasks, secretMetadata, secretWrites, unscopableReads } from '../actions';
import { taggedAs, throughSecretsManagerFor, viaService } from '../conditions';
import type { AccountScope } from '../scope';
import { filledIn, freeAllow, type Placed } from '../services';
import { allow, anything, type Draft, deny } from '../statement';
import { allowReading, denyOtherVersions } from './reading';

/** What a service is given by hand, and what every role of running code is denied whatever it is given. */
export function runningCode({ project }: AccountScope, service: Placed): readonly Draft[] {
  const { environment } = service;
  return [
    ...service.allow.map((statement, index) => freeAllow(statement, index, project, environment)),
    deny('DenyParameters', {
      action: ['ssm:GetParameter*'],
      notResource: configuredParameters(project, service),
    }),
    deny('DenyBecomingMore', {
      action: [...becoming, 'iam:*', ...runningTasks, 'ssm:StartSession'],
      resource: anything,
    }),
    deny('DenyOtherKeysOfOurs', {
      action: ['kms:*'],
      notResource: [environment.keyArn],
      condition: { StringEqualsIgnoreCase: { 'aws:ResourceTag/Project': project } },
    }),
  ];
}

/** Parameters that a service is given by hand are its own matter. */
function configuredParameters(
  project: string,
  { allow: statements, environment }: Placed,
): readonly string[] {
  return statements
    .filter(({ actions }) => actions.some((action) => action.toLowerCase().startsWith('ssm:')))
    .flatMap(({ resources }) => resources.map((resource) => filledIn(resource, project, environment)));
}

/** Code that gets its values handed in reads none. */
export function withoutSecrets({ environment }: Placed): readonly Draft[] {
  return [
    deny('DenySecrets', { action: ['secretsmanager:*'], resource: anything }),
    deny('DenyKey', { action: ['kms:*'], resource: [environment.keyArn] }),
  ];
}

/**
 * Code that reads its own entries while it runs, the previous version of them included: a rotation takes a while.
 *
 * @param written - patterns of the entries that it fills itself
 */
export function withOwnSecrets(
  scope: AccountScope,
  service: Placed,
  written: readonly string[] = [],
): readonly Draft[] {
  const { environment, entries } = service;
  const put = 'secretsmanager:PutSecretValue';
  const writes = written.length > 0;
  return [
    ...allowReading(scope, service),
    allow('FillOwnEntries', {
      action: [put],
      resource: written,
      condition: taggedAs(scope.project, [environment.name]),
    }),
    allow('EncryptOwnEntries', {
      action: ['kms:GenerateDataKey'],
      resource: writes ? [environment.keyArn] : [],
      condition: throughSecretsManagerFor(environment, written),
    }),
    deny('DenyOtherEntries', { action: ['secretsmanager:*'], notResource: entries }),
    deny('DenyMistaggedEntries', {
      action: [getValue, put],
      resource: anything,
      condition: { StringNotEquals: { 'aws:ResourceTag/Environment': environment.name } },
    }),
    deny('DenySecretsBesidesValues', {
      action: [
        ...secretWrites.flatMap((verbs) =>
          writes && verbs === 'secretsmanager:Put*' ? putsBesidesValues : [verbs],
        ),
        ...secretMetadata,
        ...unscopableReads,
      ],
      resource: anything,
    }),
    deny('DenyFillingOtherEntries', { action: writes ? [put] : [], notResource: written }),
    ...denyOtherVersions(['AWSCURRENT', 'AWSPREVIOUS']),
    deny('DenyOtherUseOfKey', {
      notAction: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
      resource: [environment.keyArn],
    }),
    deny('DenyUsingKeyDirectly', {
      action: ['kms:*'],
      resource: [environment.keyArn],
      condition: { StringNotEquals: { 'kms:ViaService': viaService('secretsmanager', environment.region) } },
    }),
  ];
}

const putsBesidesValues = ['secretsmanager:PutResourcePolicy'];
