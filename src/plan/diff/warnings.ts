import type { BucketName } from '../../model';
import { own } from '../record';
import type { Reach } from './change';
import type { Both } from './side';

/** Buckets that were deployed with a full entry and are still there: what they lose, a running service may be reading. */
export function liveBuckets({ before, after }: Both, reach: readonly Reach[]): BucketName[] {
  return reach
    .map(({ bucket }) => bucket)
    .filter(
      (bucket) => own(before.buckets, bucket)?.status === 'ready' && own(after.buckets, bucket) !== undefined,
    );
}

export function removalWarning(live: readonly BucketName[]): string | null {
  if (live.length === 0) return null;
  return `A deployed entry loses it (${live.join(', ')}). In two steps: first deploy services that no longer read it, then remove it here.`;
}

export function renameWarning(live: readonly BucketName[]): string | null {
  if (live.length === 0) return null;
  return `A deployed entry loses the old name (${live.join(', ')}). In two steps: first map both names and deploy services that read the new one, then remove the old one.`;
}
