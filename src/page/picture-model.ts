import type { ReportName, ReportTarget } from '../report/model';
import { type Filter, isIn, type ReportIndex } from './filter';

/** More names than this are drawn as groups of those that go the same way. */
const mostSingleNames = 30;
/** Ways beyond these are drawn as one. */
const mostGroups = 40;

export type PictureKind = ReportName['kind'] | 'mixed' | 'fixed' | 'bucket' | 'consumer';

export interface PictureNode {
  readonly id: string;
  /** 0: names, 1: buckets, 2: services and readers. */
  readonly column: 0 | 1 | 2;
  readonly kind: PictureKind;
  readonly label: string;
  /** Canonical names in it; of the left column. */
  readonly names: readonly string[];
}

export interface PictureLink {
  readonly source: string;
  readonly target: string;
  readonly kind: PictureKind;
  /** Keys that go this way. */
  readonly keys: number;
}

export interface PictureModel {
  readonly nodes: readonly PictureNode[];
  readonly links: readonly PictureLink[];
}

/** Names that go to the same buckets. */
interface Way {
  readonly kind: PictureKind;
  readonly names: string[];
  /** Keys by bucket. */
  readonly buckets: Map<string, number>;
}

/**
 * What is drawn: names, the buckets that they go to, and who reads those. However many names there are, the picture stays
 * readable and quick: names of one kind that go to the same buckets are one node.
 */
export function pictureOf(index: ReportIndex, names: readonly ReportName[], filter: Filter): PictureModel {
  const single = names.flatMap((name): Way[] => {
    const buckets = keysByBucket(index.targetsOf(name.name, filter));
    return buckets.size === 0 ? [] : [{ kind: name.kind, names: [name.name], buckets }];
  });
  const ways = single.length <= mostSingleNames ? single : fewWays(sameWays(single));
  const fixed = filter.query === '' && filter.kind === null ? fixedValues(index, filter) : [];
  const left = [...ways, ...fixed];
  const buckets = new Map<string, number>();
  for (const way of left) {
    for (const [bucket, keys] of way.buckets) buckets.set(bucket, (buckets.get(bucket) ?? 0) + keys);
  }
  const readers = readersOf(index, filter, buckets);
  return {
    nodes: [
      ...left.map(wayNode),
      ...[...buckets.keys()].sort().map(
        (bucket): PictureNode => ({
          id: `bucket ${bucket}`,
          column: 1,
          kind: 'bucket',
          label: bucket,
          names: [],
        }),
      ),
      ...[...new Map(readers.map(({ node }) => [node.id, node])).values()],
    ],
    links: [
      ...left.flatMap((way) =>
        [...way.buckets].map(([bucket, keys]) => ({
          source: wayNode(way).id,
          target: `bucket ${bucket}`,
          kind: way.kind,
          keys,
        })),
      ),
      ...readers.map(({ node, bucket, keys }) => ({
        source: `bucket ${bucket}`,
        target: node.id,
        kind: 'consumer' as const,
        keys,
      })),
    ],
  };
}

function keysByBucket(targets: readonly ReportTarget[]): Map<string, number> {
  const keys = new Map<string, number>();
  // The same key may come another way in another environment.
  const seen = new Set<string>();
  for (const { bucket, target } of targets) {
    const key = `${bucket} ${target}`;
    if (seen.has(key)) continue;
    seen.add(key);
    keys.set(bucket, (keys.get(bucket) ?? 0) + 1);
  }
  return keys;
}

function sameWays(single: readonly Way[]): Way[] {
  const groups = new Map<string, Way>();
  for (const way of single) {
    const key = JSON.stringify([way.kind, [...way.buckets.keys()].sort()]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, way);
    else join(known, way);
  }
  return [...groups.values()];
}

/** The largest groups; all others are one. */
function fewWays(groups: readonly Way[]): Way[] {
  if (groups.length <= mostGroups) return [...groups];
  const largest = new Set(
    [...groups].sort((a, b) => b.names.length - a.names.length).slice(0, mostGroups - 1),
  );
  const rest: Way = { kind: 'mixed', names: [], buckets: new Map() };
  for (const group of groups) if (!largest.has(group)) join(rest, group);
  return [...groups.filter((group) => largest.has(group)), rest];
}

function join(into: Way, way: Way): void {
  into.names.push(...way.names);
  for (const [bucket, keys] of way.buckets) into.buckets.set(bucket, (into.buckets.get(bucket) ?? 0) + keys);
}

/** Computed values that hold no name, such as the name of the service. */
function fixedValues({ report }: ReportIndex, filter: Filter): Way[] {
  const buckets = keysByBucket(
    report.targets.filter((target) => target.names.length === 0 && isIn(target, filter)),
  );
  return buckets.size === 0 ? [] : [{ kind: 'fixed', names: [], buckets }];
}

function wayNode({ kind, names }: Way): PictureNode {
  const [first = ''] = names;
  const label = names.length === 1 ? first : kind === 'fixed' ? 'fixed values' : groupLabel(names);
  return { id: `way ${kind === 'fixed' ? '' : first}`, column: 0, kind, label, names };
}

/** `12 × MY_APP__…`, or `12 names`. */
function groupLabel(names: readonly string[]): string {
  const [first = ''] = names;
  const parts = first.split('__').slice(0, -1);
  while (parts.length > 0 && !names.every((name) => name.startsWith(`${parts.join('__')}__`))) parts.pop();
  return parts.length === 0 ? `${names.length} names` : `${names.length} × ${parts.join('__')}__…`;
}

function readersOf(
  { report }: ReportIndex,
  { environment }: Filter,
  keysOf: ReadonlyMap<string, number>,
): { readonly node: PictureNode; readonly bucket: string; readonly keys: number }[] {
  return report.consumers.flatMap(({ name, kind, buckets }) => {
    const node: PictureNode = { id: `${kind} ${name}`, column: 2, kind: 'consumer', label: name, names: [] };
    const read = environment === null ? buckets.flat() : (buckets[environment] ?? []);
    return [...new Set(read)].flatMap((bucket) => {
      const keys = keysOf.get(bucket);
      return keys === undefined ? [] : [{ node, bucket, keys }];
    });
  });
}
