import { runningTasks } from '../actions';
import type { AccessEnvironment, AccountScope } from '../scope';
import { protectedOf } from '../scope';
import { type Placed, type PlacedCompute, type PlacedEcs, servicesIn } from '../services';
import { anything, type Draft, deny } from '../statement';

/** Code that runs with a protected role is as good as what the role reads: nobody else says what runs there. */
export function protectedRuns(scope: AccountScope): readonly Draft[] {
  const services = protectedOf(scope).flatMap((environment) => servicesIn(scope, environment));
  const ecs = services.filter((service): service is PlacedEcs => service.kind === 'ecs');
  const compute = services.filter((service): service is PlacedCompute => service.kind !== 'ecs');
  return [
    deny('DenyRunningAndEnteringProtectedTasks', {
      action: [...runningTasks, 'ssm:StartSession'],
      resource: ecs.flatMap(taskArns),
    }),
    ecs.length === 0
      ? null
      : deny('DenyRunningInProtectedClusters', {
          // To register something names no cluster.
          action: runningTasks.filter((action) => action !== 'ecs:Register*'),
          resource: anything,
          condition: {
            ArnLike: { 'ecs:cluster': ecs.map((service) => ecsArn(service, `cluster/${service.cluster}`)) },
          },
        }),
    // A service runs any task definition that it is switched to, in any cluster, and nobody has to pass the task's roles.
    ecs.length === 0
      ? null
      : deny('DenyServicesOfProtectedTasks', {
          action: ['ecs:Create*', 'ecs:Update*'],
          resource: anything,
          condition: {
            ArnLike: {
              'ecs:task-definition': ecs.map((service) => ecsArn(service, taskDefinitions(service))),
            },
          },
        }),
    deny('DenyChangingProtectedCode', {
      action: ['amplify:Create*', 'amplify:Delete*', 'amplify:Start*', 'amplify:Update*', 'lambda:*'],
      resource: compute.flatMap(codeArns),
    }),
  ];
}

const arnIn = ({ partition, account }: AccessEnvironment, rest: (account: string) => string): string =>
  `arn:${partition}:${rest(account)}`;

const ecsArn = ({ environment }: Placed, resource: string): string =>
  arnIn(environment, (account) => `ecs:*:${account}:${resource}`);

/** A task definition that is named without its revision is checked without it, hence no colon before the wildcard. */
const taskDefinitions = ({ family }: PlacedEcs): string => `task-definition/${family}*`;

const taskArns = (service: PlacedEcs): string[] =>
  [
    taskDefinitions(service),
    `cluster/${service.cluster}`,
    `service/${service.cluster}/*`,
    `task/${service.cluster}/*`,
    `task-set/${service.cluster}/*`,
    `daemon/${service.cluster}/*`,
  ].map((resource) => ecsArn(service, resource));

function codeArns({ kind, environment, app, function: name }: PlacedCompute): string[] {
  if (kind === 'lambda' && name !== undefined) {
    return [name, `${name}:*`].map((each) =>
      arnIn(environment, (account) => `lambda:*:${account}:function:${each}`),
    );
  }
  return app === undefined
    ? []
    : [app, `${app}/*`].map((each) => arnIn(environment, (account) => `amplify:*:${account}:apps/${each}`));
}
