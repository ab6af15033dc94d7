import type { AccessEnvironment, AccountScope } from '../scope';
import { allow, type Draft, deny } from '../statement';
import { decryptState } from './decrypt-state';
import { stateBucket, stateObjects } from './state';

/** Its own state and the lock beside it, and no other object. */
export function deployState(
  scope: AccountScope,
  { backend, partition }: AccessEnvironment,
): readonly Draft[] {
  if (backend === undefined) return [deny('DenyObjects', { action: ['s3:*'], resource: ['*'] })];
  const { state, lock } = stateObjects(partition, backend);
  const bucket = stateBucket(partition, backend);
  return [
    allow('UseState', { action: ['s3:GetObject', 's3:PutObject'], resource: [state, lock] }),
    allow('Unlock', { action: ['s3:DeleteObject'], resource: [lock] }),
    allow('FindState', {
      action: ['s3:ListBucket'],
      resource: [bucket],
      condition: { StringLike: { 's3:prefix': `${backend.s3.key}*` } },
    }),
    ...decryptState(scope, [backend], ['kms:GenerateDataKey']),
    deny('DenyOtherObjects', { action: ['s3:*'], notResource: [state, lock, bucket] }),
  ];
}
