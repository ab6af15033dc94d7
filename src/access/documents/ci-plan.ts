import { becoming, cryptography, getValue, listEntries, secretMetadata, unscopableReads } from '../actions';
import { viaService } from '../conditions';
import { entriesOfEnvironment } from '../entries';
import { foundationBackends } from '../foundation-backend';
import { allPolicies, allRoles, githubProvider } from '../names';
import type { AccountScope } from '../scope';
import { keysOf } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';
import { decryptState } from './decrypt-state';
import { githubSubject, trustJobs } from './github-trust';
import { stateBucket, stateObjects } from './state';

const keyMetadata = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
];
const iamMetadata = [
  'iam:GetOpenIDConnectProvider',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:ListPolicyVersions',
  'iam:ListRolePolicies',
];
const stateReads = ['s3:GetObject', 's3:ListBucket'];

/** Plans for pull requests and for the nightly look for drift: everything about everything, and no value. */
export function ciPlan(scope: AccountScope): readonly Draft[] {
  const { project, environments, partition } = scope;
  const backends = [
    ...environments.flatMap(({ backend }) => (backend === undefined ? [] : [backend])),
    ...foundationBackends(scope),
  ];
  const regions = [...new Set(backends.map(({ s3 }) => s3.region))];
  return [
    allow('SeeEntries', {
      action: secretMetadata,
      resource: environments.flatMap((environment) => entriesOfEnvironment(project, environment)),
    }),
    allow('SeeKeys', { action: keyMetadata, resource: keysOf(environments) }),
    // Entries that no bucket has are found by their tags alone.
    allow('FindEntries', { action: [listEntries], resource: anything }),
    allow('FindKeys', { action: ['kms:ListAliases'], resource: anything }),
    allow('SeeRolesAndPolicies', {
      action: iamMetadata,
      resource: [allRoles(scope), allPolicies(scope), githubProvider(scope)],
    }),
    allow('ReadState', {
      action: stateReads,
      resource: backends.flatMap((backend) => [
        stateObjects(partition, backend).state,
        stateBucket(partition, backend),
      ]),
    }),
    ...decryptState(scope, backends),
    deny('DenyValues', {
      action: [getValue, ...unscopableReads.filter((action) => action !== listEntries), 'ssm:GetParameter*'],
      resource: anything,
    }),
    deny('DenyCryptography', {
      action: [...cryptography, 'kms:CreateGrant'],
      resource: keysOf(environments),
    }),
    deny('DenyCryptographyBesidesState', {
      action: [...cryptography, 'kms:CreateGrant'],
      resource: anything,
      ...(regions.length === 0
        ? {}
        : {
            condition: {
              StringNotEquals: { 'kms:ViaService': regions.map((region) => viaService('s3', region)) },
            },
          }),
    }),
    deny('DenyBecomingOthers', { action: [...becoming, 'iam:PassRole'], resource: anything }),
    deny('DenyWritingAndRunning', {
      notAction: [
        ...secretMetadata,
        listEntries,
        ...keyMetadata,
        'kms:Decrypt',
        'kms:ListAliases',
        ...iamMetadata,
        ...stateReads,
        'sts:GetCallerIdentity',
      ],
      resource: anything,
    }),
  ];
}

export function ciPlanTrust(scope: AccountScope): readonly Draft[] {
  const { github } = scope.access;
  if (github === undefined) return [];
  const { repositoryId, deployRef } = github;
  return [
    trustJobs(scope, 'TrustPullRequests', { subject: githubSubject(github, 'pull_request'), repositoryId }),
    trustJobs(scope, 'TrustTheDeployedRef', {
      subject: githubSubject(github, `ref:${deployRef}`),
      repositoryId,
      ref: deployRef,
    }),
  ];
}
