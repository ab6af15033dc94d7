import { cryptography, getValue, iamWrites, keyTampering, secretWrites } from '../actions';
import { both } from '../conditions';
import { entriesOfEnvironment, inEveryRegion } from '../entries';
import { allPolicies, allRoles, githubProvider, permissionSetRoles } from '../names';
import type { Conditions } from '../policy';
import { type AccountScope, protectedOf } from '../scope';
import { anything, type Draft, deny } from '../statement';

/**
 * For the administrator of the organization: what an administrator of an account can't undo. Everybody but our roles
 * and the named administrators is kept from reading and writing protected entries, from using and changing our keys,
 * from tags that decide who reads what, and from IAM as far as it is ours.
 */
export function serviceControlPolicy(scopes: readonly AccountScope[]): readonly Draft[] {
  const [first] = scopes;
  if (first === undefined) return [];
  const { project, access, partition } = first;
  const anyAccount = { project, partition, account: '*' };
  const administrators = [
    ...access.administrators,
    ...(access.breakGlass === undefined
      ? []
      : permissionSetRoles(anyAccount, access.breakGlass.permissionSet)),
  ];
  const others: Conditions = {
    ArnNotLike: { 'aws:PrincipalArn': [allRoles(anyAccount), ...administrators] },
  };
  const ours: Conditions = both({ StringEqualsIgnoreCase: { 'aws:ResourceTag/Project': project } }, others);
  return [
    deny('DenyProtectedEntriesToOthers', {
      action: [getValue, ...secretWrites],
      resource: scopes.flatMap((scope) =>
        protectedOf(scope).flatMap((environment) =>
          entriesOfEnvironment(project, environment, inEveryRegion(environment)),
        ),
      ),
      condition: others,
    }),
    deny('DenyKeysToOthers', {
      action: [...cryptography, ...keyTampering],
      resource: anything,
      condition: both(ours, {
        StringNotEqualsIgnoreCase: {
          'aws:ResourceTag/Environment': scopes.flatMap(({ environments }) =>
            environments.filter((environment) => !environment.protected).map(({ name }) => name),
          ),
        },
      }),
    }),
    deny('DenyTaggingToOthers', {
      action: [
        'kms:TagResource',
        'kms:UntagResource',
        'secretsmanager:TagResource',
        'secretsmanager:UntagResource',
      ],
      resource: anything,
      condition: ours,
    }),
    deny('DenyIamToOthers', {
      action: iamWrites,
      resource: [allRoles(anyAccount), allPolicies(anyAccount), githubProvider(anyAccount)],
      condition: others,
    }),
  ];
}
