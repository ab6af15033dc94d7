import type { CanonicalName } from '../../model';
import { own } from '../record';
import type { Finding, Reach } from './change';
import { reachOf, restartsOf } from './reach';
import { matchRenamedNames } from './renamed-names';
import { shownConfig } from './shown';
import { type Both, knows, type Side } from './side';
import { compareValues, type EarlierCiphertexts } from './values';
import { liveBuckets, removalWarning } from './warnings';

export interface NameChanges {
  readonly findings: readonly Finding[];
  /** Names that buckets take only after; what they are given under goes without saying. */
  readonly added: ReadonlySet<CanonicalName>;
  readonly removed: ReadonlySet<CanonicalName>;
  /** By the name before. */
  readonly renamed: ReadonlyMap<CanonicalName, CanonicalName>;
}

type ReachByName = ReadonlyMap<CanonicalName, readonly Reach[]>;

/** What has happened to the canonical names that the buckets of an environment take, and to their values. */
export function compareNames(
  pair: Both,
  before: Side,
  after: Side,
  earlier: EarlierCiphertexts,
): NameChanges {
  const was = reachOf(pair.before);
  const is = reachOf(pair.after);
  const gone = without(was, is);
  const fresh = without(is, was);
  const renamed = matchRenamedNames(pair, gone, fresh);
  const removed = new Set([...gone.keys()].filter((name) => !renamed.has(name)));
  const newNames = new Set(renamed.values());
  const added = new Set([...fresh.keys()].filter((name) => !newNames.has(name)));
  return {
    added,
    removed,
    renamed,
    findings: [
      ...[...added].flatMap((name) => addedName(name, fresh.get(name) ?? [], pair, before, after)),
      ...[...removed].flatMap((name) => removedName(name, gone.get(name) ?? [], pair)),
      ...[...renamed].map(([old, name]): Finding => {
        const reach = is.get(name) ?? [];
        return {
          gist: { kind: 'name-renamed', name, was: old },
          environment: pair.name,
          reach,
          restarts: restartsOf(pair, reach),
        };
      }),
      ...changedValues({ pair, before, after, earlier }, was, is, renamed),
    ],
  };
}

function addedName(
  name: CanonicalName,
  reach: readonly Reach[],
  pair: Both,
  before: Side,
  after: Side,
): Finding[] {
  // A bucket that is new says itself what it holds.
  if (reach.every(({ bucket }) => own(pair.before.buckets, bucket) === undefined)) return [];
  const source = own(pair.after.sources, name) ?? unset;
  const value = source.kind === 'config' ? shownConfig(after, name, source.value) : null;
  const gains = source.kind !== 'config' && knows(before, name);
  return [
    {
      gist: { kind: 'name-added', name, source: source.kind, value },
      environment: pair.name,
      reach,
      restarts: restartsOf(pair, reach),
      ...(gains ? { weight: 'access' } : {}),
    },
  ];
}

function removedName(name: CanonicalName, reach: readonly Reach[], pair: Both): Finding[] {
  if (reach.every(({ bucket }) => own(pair.after.buckets, bucket) === undefined)) return [];
  return [
    {
      gist: { kind: 'name-removed', name },
      environment: pair.name,
      reach,
      restarts: restartsOf(pair, reach),
      weight: 'loss',
      warning: removalWarning(liveBuckets(pair, reach)),
    },
  ];
}

function changedValues(
  { pair, ...sides }: { pair: Both; before: Side; after: Side; earlier: EarlierCiphertexts },
  was: ReachByName,
  is: ReachByName,
  renamed: ReadonlyMap<CanonicalName, CanonicalName>,
): Finding[] {
  return [...was.keys()].flatMap((old): Finding[] => {
    const name = renamed.get(old) ?? old;
    const reach = is.get(name);
    if (reach === undefined) return [];
    const gist = compareValues(
      name,
      own(pair.before.sources, old) ?? unset,
      own(pair.after.sources, name) ?? unset,
      sides,
    );
    // Under another name a ciphertext has to be another one.
    if (gist === null || (name !== old && gist.kind === 'rotated')) return [];
    return [
      {
        gist,
        environment: pair.name,
        reach,
        restarts: restartsOf(pair, reach),
        ...(gist.kind === 'value-unset' ? { weight: 'loss' } : {}),
      },
    ];
  });
}

const unset = { kind: 'unset' } as const;

function without(names: ReachByName, others: ReachByName): ReachByName {
  return new Map([...names].filter(([name]) => !others.has(name)));
}
