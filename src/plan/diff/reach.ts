import type { BucketName, CanonicalName, TargetName } from '../../model';
import { directName, isComputed, secretsOf } from '../origin';
import type { BucketPlan, EnvironmentPlan, Origin } from '../plan';
import { entriesOf, own } from '../record';
import type { Reach } from './change';
import type { Both } from './side';

/** The canonical names that an origin is made from. */
export function namesOf(origin: Origin): readonly CanonicalName[] {
  return isComputed(origin) ? [...origin.secrets, ...origin.config] : [directName(origin)];
}

/** Equal exactly where two origins are the same source; that a name is of another kind now is the name's own change. */
export function originKey(origin: Origin): string {
  return JSON.stringify(isComputed(origin) ? [origin.template] : directName(origin));
}

/** Where each canonical name ends up in an environment, through computed values too. */
export function reachOf({ buckets }: EnvironmentPlan): ReadonlyMap<CanonicalName, readonly Reach[]> {
  const collector = new Map<CanonicalName, ReachCollector>();
  for (const [bucket, { entries }] of entriesOf(buckets)) {
    for (const [target, { from }] of entriesOf(entries)) {
      for (const name of namesOf(from)) {
        const known = collector.get(name) ?? new ReachCollector();
        collector.set(name, known);
        known.add(bucket, target);
      }
    }
  }
  return new Map([...collector].map(([name, found]) => [name, found.reach()]));
}

/** Gathers targets by bucket. */
export class ReachCollector {
  readonly #targets = new Map<BucketName, TargetName[]>();

  add(bucket: BucketName, target: TargetName): void {
    const targets = this.#targets.get(bucket);
    if (targets === undefined) this.#targets.set(bucket, [target]);
    else targets.push(target);
  }

  reach(): Reach[] {
    return [...this.#targets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([bucket, targets]) => ({ bucket, targets: [...new Set(targets)].sort() }));
  }
}

/** Every secret that a bucket holds. */
export function secretsIn(bucket: BucketPlan | undefined): ReadonlySet<CanonicalName> {
  return new Set(Object.values(bucket?.entries ?? {}).flatMap(({ from }) => secretsOf(from)));
}

/** Those of the buckets whose readers have to start anew: there was a version, and there is another one now. */
export function restartsOf({ before, after }: Both, reach: readonly Reach[]): BucketName[] {
  return reach
    .map(({ bucket }) => bucket)
    .filter((bucket) => {
      const was = own(before.buckets, bucket);
      const is = own(after.buckets, bucket);
      return (
        was !== undefined && was.status !== 'new' && is?.status === 'ready' && was.version !== is.version
      );
    });
}
