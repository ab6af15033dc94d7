import { type CanonicalName, canonicalEntry } from '../../model';
import { own } from '../../plan';
import type { SecretValue } from '../../values/secret-value';
import type { Workspace } from '../../workspace';
import type { EnvironmentHome, FoundSlot, Slot } from '../set-slot';
import { guessKind, type Kind } from './guess-kind';
import type { KnownKey, MatchedKeys, UnknownKey } from './match-keys';
import type { ImportedName } from './result';

/** What to do with each key of a source. */
export interface SortedOut {
  readonly names: readonly ImportedName[];
  /** Places and the values that they are to get. */
  readonly writes: ReadonlyMap<Slot, SecretValue>;
  /** Names that the canonical map is to get. */
  readonly additions: readonly { readonly name: CanonicalName; readonly kind: Kind }[];
  /** Places that do not exist, or that cannot be read. */
  readonly notFound: readonly Exclude<FoundSlot, { readonly slot: Slot }>[];
}

export interface SortingOptions {
  readonly replace: boolean;
  readonly addNames: boolean;
  readonly skipUnknown: boolean;
  /** Kinds of new names that somebody said. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** Decides what becomes of each key; touches nothing. */
export function sortOut(
  matched: MatchedKeys,
  home: EnvironmentHome,
  find: (name: CanonicalName) => FoundSlot,
  options: SortingOptions,
): SortedOut {
  const names: ImportedName[] = [];
  const writes = new Map<Slot, SecretValue>();
  const additions: { name: CanonicalName; kind: Kind }[] = [];
  const notFound: SortedOut['notFound'][number][] = [];
  for (const key of matched.known) {
    const found = find(key.name);
    if (!('slot' in found)) {
      notFound.push(found);
      continue;
    }
    const outcome = outcomeOf(found.slot, key, options.replace);
    names.push({ ...nothingSaid, key: key.key, name: key.name, kind: found.slot.entry.kind, outcome });
    if (key.value !== null && (outcome === 'new' || outcome === 'replaced'))
      writes.set(found.slot, key.value);
  }
  for (const key of matched.unknown) {
    const { name, value } = key;
    if (isEmpty(value) || name === null || !options.addNames) {
      names.push(leftOut(key, options));
      continue;
    }
    const said = options.kinds.get(name);
    const { kind, reason } = said === undefined ? guessKind(name, value) : { kind: said, reason: null };
    additions.push({ name, kind });
    writes.set({ ...home, name, entry: canonicalEntry.parse({ kind }) }, value);
    names.push({ ...nothingSaid, key: key.key, name, kind, outcome: 'new', added: true, reason });
  }
  return { names, writes, additions, notFound };
}

const nothingSaid = { added: false, reason: null, nearest: null };

const isEmpty = (value: SecretValue | null): value is null => value === null || value.reveal() === '';

function outcomeOf(
  { environment, name, entry }: Slot,
  { value }: KnownKey,
  replace: boolean,
): ImportedName['outcome'] {
  if (isEmpty(value)) return 'empty';
  const there = own(environment.file.value.values, name) ?? null;
  if (there === null) return 'new';
  if (entry.kind === 'config' && there === value.reveal()) return 'unchanged';
  return replace ? 'replaced' : 'kept';
}

function leftOut({ key, name, value, nearest }: UnknownKey, { skipUnknown }: SortingOptions): ImportedName {
  const outcome = skipUnknown ? 'skipped' : isEmpty(value) ? 'empty' : 'unknown';
  return { ...nothingSaid, key, name, kind: null, outcome, nearest };
}

/** Kinds that were said in vain: of names of which the canonical map says another one, and of such as are not added. */
export function needlessKinds(
  kinds: SortingOptions['kinds'],
  { additions }: SortedOut,
  { canonical }: Workspace,
): { readonly contrary: readonly string[]; readonly others: readonly string[] } {
  const needless = [...kinds.keys()].filter((name) => additions.every((added) => added.name !== name));
  const known = (name: string): Kind | undefined => own(canonical.value, name as CanonicalName)?.kind;
  return {
    contrary: needless.filter((name) => known(name) !== undefined && known(name) !== kinds.get(name)),
    others: needless.filter((name) => known(name) === undefined),
  };
}
