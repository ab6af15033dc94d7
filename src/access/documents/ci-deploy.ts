import type { AccessEnvironment, AccountScope } from '../scope';
import type { Draft } from '../statement';
import { deployEntries } from './deploy-entries';
import { deployKeys } from './deploy-keys';
import { deployRoles } from './deploy-roles';
import { deployState } from './deploy-state';
import { githubSubject, trustJobs } from './github-trust';

/** The deploy of one environment: makes its entries, writes their values, manages the roles that read them. */
export function ciDeploy(scope: AccountScope, environment: AccessEnvironment): readonly Draft[] {
  return [
    ...deployEntries(scope, environment),
    ...deployKeys(scope, environment),
    ...deployRoles(scope, environment),
    ...deployState(scope, environment),
  ];
}

/** The environment of a job says nothing about the branch it runs on, so the ref is asked for as well. */
export function ciDeployTrust(scope: AccountScope, { name }: AccessEnvironment): readonly Draft[] {
  const { github } = scope.access;
  if (github === undefined) return [];
  const { repositoryId, deployRef } = github;
  return [
    trustJobs(scope, 'TrustTheDeployedRef', {
      subject: githubSubject(github, `environment:${name}`),
      repositoryId,
      ref: deployRef,
    }),
  ];
}
