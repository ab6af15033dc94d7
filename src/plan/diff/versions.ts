import type { BucketName, EnvironmentName } from '../../model';
import type { EnvironmentPlan } from '../plan';
import { own } from '../record';
import type { Pair } from './side';

/** A bucket whose entry is written anew. */
export interface VersionStep {
  readonly environment: EnvironmentName;
  readonly bucket: BucketName;
  /** Null where there was none. */
  readonly before: number | null;
  /** Null where there will be none. */
  readonly after: number | null;
  /** Whether what reads it has to start anew: it had a version, or could have had one. */
  readonly restart: boolean;
}

/** Every bucket that has another version on the other side, by environment and bucket in code unit order. */
export function versionSteps(pairs: readonly Pair[]): VersionStep[] {
  return pairs
    .flatMap(({ name, before, after }) => {
      const was: Partial<EnvironmentPlan['buckets']> = before?.buckets ?? {};
      const is: Partial<EnvironmentPlan['buckets']> = after?.buckets ?? {};
      return [...new Set([...Object.keys(was), ...Object.keys(is)])].map((bucket) => {
        const old = own(was as EnvironmentPlan['buckets'], bucket);
        const now = own(is as EnvironmentPlan['buckets'], bucket);
        return {
          environment: name,
          bucket: bucket as BucketName,
          before: old?.version ?? null,
          after: now?.version ?? null,
          restart: old !== undefined && old.status !== 'new' && now !== undefined && now.version !== null,
        };
      });
    })
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (`${a.environment}/${a.bucket}` < `${b.environment}/${b.bucket}` ? -1 : 1));
}
