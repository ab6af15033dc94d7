import { getValue } from '../actions';
import type { AccountScope } from '../scope';
import type { PlacedEcs } from '../services';
import { allow, anything, type Draft, deny } from '../statement';
import { logWrites, writeLogs } from './logs';
import { allowReading, denyOtherValues, denyOtherVersions } from './reading';

const pulls = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const logIn = 'ecr:GetAuthorizationToken';

/** What ECS does for a service while it starts a task; the code in the task never holds this role. */
export function execution(scope: AccountScope, service: PlacedEcs): readonly Draft[] {
  const { environment, repositories, logGroup } = service;
  return [
    ...allowReading(scope, service),
    allow('LogInToRegistry', { action: [logIn], resource: anything }),
    allow('PullImages', {
      action: pulls,
      resource: repositories.map(
        (name) =>
          `arn:${environment.partition}:ecr:${environment.region}:${environment.account}:repository/${name}`,
      ),
    }),
    writeLogs(environment, logGroup),
    ...denyOtherValues([service]),
    ...denyOtherVersions(['AWSCURRENT']),
    deny('DenyEverythingElse', {
      notAction: [getValue, 'kms:Decrypt', logIn, ...pulls, ...logWrites],
      resource: anything,
    }),
  ];
}

/** Only ECS in this account and region, whoever else it works for. */
export const ecsTrust = ({ environment }: PlacedEcs): readonly Draft[] => [
  allow('TrustEcsTasks', {
    principal: { Service: 'ecs-tasks.amazonaws.com' },
    action: ['sts:AssumeRole'],
    condition: {
      StringEquals: { 'aws:SourceAccount': environment.account },
      ArnLike: {
        'aws:SourceArn': `arn:${environment.partition}:ecs:${environment.region}:${environment.account}:*`,
      },
    },
  }),
];
