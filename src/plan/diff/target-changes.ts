import type { BucketName, CanonicalName, TargetName } from '../../model';
import { isComputed, secretsOf } from '../origin';
import type { BucketPlan, EntryPlan, Origin } from '../plan';
import { entriesOf, own } from '../record';
import type { Circumstances, Finding, Gist } from './change';
import type { NameChanges } from './name-changes';
import { namesOf, originKey, ReachCollector, restartsOf, secretsIn } from './reach';
import { translated } from './renamed-names';
import { shownOrigin } from './shown';
import { type Both, knows, type Side } from './side';
import { liveBuckets, removalWarning, renameWarning } from './warnings';

/** What has happened to targets while the names behind them stayed: mappings, layers and computed values. */
export function compareTargets(pair: Both, names: NameChanges, before: Side): Finding[] {
  const groups = new Groups();
  for (const [bucket, is] of entriesOf(pair.after.buckets)) {
    const was = own(pair.before.buckets, bucket);
    if (was !== undefined) new BucketComparison(bucket, was, is, names, before).into(groups);
  }
  return groups.findings(pair);
}

/** What is the same in several buckets, or for several targets, is one change. */
class Groups {
  readonly #groups = new Map<string, { readonly gist: Gist; readonly collector: ReachCollector }>();

  add(gist: Gist, bucket: BucketName, target: TargetName): void {
    const key = JSON.stringify(gist);
    const group = this.#groups.get(key) ?? { gist, collector: new ReachCollector() };
    this.#groups.set(key, group);
    group.collector.add(bucket, target);
  }

  findings(pair: Both): Finding[] {
    return [...this.#groups.values()].map(({ gist, collector }): Finding => {
      const reach = collector.reach();
      const live = liveBuckets(pair, reach);
      const about = { gist, environment: pair.name, reach };
      if (gist.kind === 'layer-moved') return about;
      const shared: Pick<Circumstances, 'restarts'> = { restarts: restartsOf(pair, reach) };
      if (gist.kind === 'target-removed')
        return { ...about, ...shared, weight: 'loss', warning: removalWarning(live) };
      if (gist.kind === 'target-renamed')
        return { ...about, ...shared, weight: 'loss', warning: renameWarning(live) };
      const gains = 'gained' in gist && gist.gained.length > 0;
      return { ...about, ...shared, ...(gains ? { weight: 'access' } : {}) };
    });
  }
}

type Entry = readonly [target: TargetName, entry: EntryPlan];

class BucketComparison {
  readonly #secretsBefore: ReadonlySet<CanonicalName>;

  constructor(
    private readonly bucket: BucketName,
    private readonly was: BucketPlan,
    private readonly is: BucketPlan,
    private readonly names: NameChanges,
    private readonly before: Side,
  ) {
    const renamed = names.renamed;
    this.#secretsBefore = new Set([...secretsIn(was)].map((name) => renamed.get(name) ?? name));
  }

  into(groups: Groups): void {
    const removed = entriesOf(this.was.entries).filter(
      ([target]) => own(this.is.entries, target) === undefined,
    );
    const added: Entry[] = [];
    for (const [target, entry] of entriesOf(this.is.entries)) {
      const old = own(this.was.entries, target);
      if (old === undefined) added.push([target, entry]);
      else this.#compare(target, old, entry, groups);
    }
    const rest = this.#matchRenamed(removed, added, groups);
    for (const [target, { from }] of rest.removed) {
      if (isComputed(from) || !namesOf(from).some((name) => this.names.removed.has(name)))
        groups.add({ kind: 'target-removed', origin: shownOrigin(from) }, this.bucket, target);
    }
    for (const [target, { from }] of rest.added) {
      if (!isComputed(from) && namesOf(from).some((name) => this.names.added.has(name))) continue;
      const origin = shownOrigin(from);
      groups.add({ kind: 'target-added', origin, gained: this.#gained(from) }, this.bucket, target);
    }
  }

  #compare(target: TargetName, was: EntryPlan, is: EntryPlan, groups: Groups): void {
    if (originKey(translated(was.from, this.names.renamed)) !== originKey(is.from)) {
      const from = shownOrigin(was.from);
      const to = shownOrigin(is.from);
      const gained = this.#gained(is.from);
      groups.add({ kind: 'target-changed', target, from, to, gained }, this.bucket, target);
    } else if (was.layer !== is.layer) {
      groups.add({ kind: 'layer-moved', from: was.layer, to: is.layer }, this.bucket, target);
    }
  }

  /** One source that has lost a target and got another one: renamed, in the order of the targets. */
  #matchRenamed(removed: readonly Entry[], added: readonly Entry[], groups: Groups) {
    const waiting = new Map<string, TargetName[]>();
    for (const [target, { from }] of removed) {
      const key = originKey(translated(from, this.names.renamed));
      waiting.set(key, [...(waiting.get(key) ?? []), target]);
    }
    const matched = new Set<TargetName>();
    const restAdded = added.filter(([target, { from }]) => {
      const was = waiting.get(originKey(from))?.shift();
      if (was === undefined) return true;
      matched.add(was);
      groups.add({ kind: 'target-renamed', target, was }, this.bucket, target);
      return false;
    });
    return { removed: removed.filter(([target]) => !matched.has(target)), added: restAdded };
  }

  /** Secrets that this bucket did not hold before, though they were there: whoever reads it can read them now. */
  #gained(origin: Origin): CanonicalName[] {
    return secretsOf(origin).filter((name) => !this.#secretsBefore.has(name) && knows(this.before, name));
  }
}
