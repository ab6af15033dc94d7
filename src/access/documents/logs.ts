import type { AccessEnvironment } from '../scope';
import { allow, type Draft } from '../statement';

export const logWrites = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

export const writeLogs = ({ partition, region, account }: AccessEnvironment, group: string): Draft =>
  allow('WriteLogs', {
    action: logWrites,
    resource: [group, `${group}:*`].map(
      (each) => `arn:${partition}:logs:${region}:${account}:log-group:${each}`,
    ),
  });
