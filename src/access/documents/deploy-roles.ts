import { becoming } from '../actions';
import { foundationPolicy, rolesOf } from '../names';
import type { AccessEnvironment, AccountScope } from '../scope';
import { type PlacedEcs, servicesIn } from '../services';
import { allow, anything, type Draft, deny } from '../statement';

const bounded = [
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];
const unbounded = [
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:GetRole*',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:ListRolePolicies',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

const ecsArn = ({ partition, region, account }: AccessEnvironment, resource: string): string =>
  `arn:${partition}:ecs:${region}:${account}:${resource}`;

/** Roles of services: only where they belong, and never without the boundary that caps what they can be given. */
export function deployRoles(scope: AccountScope, environment: AccessEnvironment): readonly Draft[] {
  const roles = rolesOf(scope, environment.name);
  const boundary = foundationPolicy(scope, `runtime-boundary.${environment.name}`);
  const services = servicesIn(scope, environment).filter(
    (service): service is PlacedEcs => service.kind === 'ecs' && service.service !== undefined,
  );
  return [
    allow('ManageBoundedRoles', {
      action: bounded,
      resource: [roles],
      condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
    }),
    allow('ManageRoles', { action: unbounded, resource: [roles] }),
    allow('RestartServices', {
      action: ['ecs:DescribeServices', 'ecs:UpdateService'],
      resource: services.map(({ cluster, service }) => ecsArn(environment, `service/${cluster}/${service}`)),
    }),
    services.length === 0
      ? null
      : deny('DenySwitchingServicesToOtherTasks', {
          action: ['ecs:Create*', 'ecs:Update*'],
          resource: anything,
          condition: {
            ArnNotLike: {
              'ecs:task-definition': services.flatMap(({ family }) =>
                [family, `${family}:*`].map((each) => ecsArn(environment, `task-definition/${each}`)),
              ),
            },
            Null: { 'ecs:task-definition': 'false' },
          },
        }),
    deny('DenyOtherIam', { action: ['iam:*'], notResource: [roles] }),
    deny('DenyRolesWithoutBoundary', {
      action: [...bounded, 'iam:AttachRolePolicy'],
      resource: anything,
      condition: { StringNotEquals: { 'iam:PermissionsBoundary': boundary } },
    }),
    deny('DenyRemovingBoundariesAndPassingRoles', {
      action: ['iam:DeleteRolePermissionsBoundary', 'iam:PassRole', ...becoming],
      resource: anything,
    }),
  ];
}
