import { becoming, getValue } from '../actions';
import { taggedAs, throughSecretsManager } from '../conditions';
import { entriesOfEnvironment, upstreamOf } from '../entries';
import type { AccessEnvironment, AccountScope } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';
import { parameterPaths } from './parameter-paths';

/**
 * Caps every role of an environment's services, whatever it is given: of secrets and keys the environment's own, of
 * identities none. What has nothing to do with either is left to the role.
 */
export function runtimeBoundary(scope: AccountScope, environment: AccessEnvironment): readonly Draft[] {
  const { project } = scope;
  const { keyArn } = environment;
  const entries = entriesOfEnvironment(project, environment);
  return [
    allow('LeaveTheRestToTheRole', {
      notAction: ['iam:*', 'organizations:*', 'secretsmanager:*', 'sso:*', 'sts:*'],
      resource: anything,
    }),
    allow('EntriesOfThisEnvironment', {
      action: [getValue, 'secretsmanager:PutSecretValue'],
      resource: entries,
      condition: taggedAs(project, [environment.name]),
    }),
    deny('DenyOtherEntries', { action: ['secretsmanager:*'], notResource: entries }),
    deny('DenyOtherKeysOfOurs', {
      action: ['kms:*'],
      notResource: [keyArn],
      condition: { StringEqualsIgnoreCase: { 'aws:ResourceTag/Project': project } },
    }),
    deny('DenyUsingKeyDirectly', {
      action: ['kms:*'],
      resource: [keyArn],
      condition: { StringNotEquals: throughSecretsManager(environment).StringEquals ?? {} },
    }),
    deny('DenyBecomingMore', { action: ['iam:*', ...becoming], resource: anything }),
    deny('DenyUpstream', {
      action: ['ssm:GetParameter*'],
      resource: scope.environments.flatMap((each) =>
        upstreamOf(each, each).parameters.flatMap(parameterPaths),
      ),
    }),
  ];
}
