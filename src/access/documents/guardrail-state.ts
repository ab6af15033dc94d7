import type { Backend } from '../../model';
import { foundationBackends } from '../foundation-backend';
import type { AccountScope } from '../scope';
import { protectedOf } from '../scope';
import { type Draft, deny } from '../statement';
import { stateBucket, stateObjects } from './state';

/** Whoever writes a protected state decides what the next deploy does; whoever holds its lock stops every deploy. */
export function protectedState(scope: AccountScope): readonly Draft[] {
  const { partition, account } = scope;
  const backends: Backend[] = [
    ...protectedOf(scope).flatMap(({ backend }) => (backend === undefined ? [] : [backend])),
    ...foundationBackends(scope),
  ];
  return [
    deny('DenyProtectedState', {
      action: ['s3:*'],
      resource: backends.flatMap((backend) => {
        const { state, lock } = stateObjects(partition, backend);
        // The same object through an access point has an ARN of its own.
        return [state, lock, `arn:${partition}:s3:*:${account}:accesspoint/*/object/${backend.s3.key}*`];
      }),
    }),
    deny('DenyOpeningStateBuckets', {
      action: ['s3:Create*', 's3:Delete*', 's3:Put*'],
      resource: backends.map((backend) => stateBucket(partition, backend)),
    }),
  ];
}
