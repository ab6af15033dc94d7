import type { BucketName, EnvironmentName } from '../../model';
import type { Facts } from '../facts';

/** A fault as it is found, once for each bucket and environment that it shows in. */
export interface Found<T> {
  /** Equal for what is one fault to the person who mends it. */
  readonly key: string;
  readonly item: T;
  readonly bucket: BucketName;
  readonly environment: EnvironmentName;
}

export interface Grouped<T> {
  readonly item: T;
  readonly buckets: readonly BucketName[];
  /** Undefined where it holds in every planned environment that has one of the buckets. */
  readonly environments: readonly EnvironmentName[] | undefined;
}

/** One finding for each fault, with all the buckets and environments that it shows in. */
export function grouped<T>(found: Iterable<Found<T>>, { plan }: Pick<Facts, 'plan'>): Grouped<T>[] {
  const groups = new Map<string, { item: T; buckets: Set<BucketName>; environments: Set<EnvironmentName> }>();
  for (const { key, item, bucket, environment } of found) {
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { item, buckets: new Set([bucket]), environments: new Set([environment]) });
    } else {
      group.buckets.add(bucket);
      group.environments.add(environment);
    }
  }
  return [...groups.values()].map(({ item, buckets, environments }) => {
    const everywhere = Object.values(plan.environments)
      .filter((environment) => [...buckets].some((bucket) => bucket in environment.buckets))
      .every(({ name }) => environments.has(name));
    return {
      item,
      buckets: [...buckets].sort(),
      environments: everywhere ? undefined : [...environments].sort(),
    };
  });
}
