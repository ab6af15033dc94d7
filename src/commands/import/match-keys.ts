import { list, nearest, quote } from '../../diagnostics';
import { type CanonicalName, canonicalNamePattern, type Mapping } from '../../model';
import type { SecretValue } from '../../values/secret-value';
import { isShowable, type SourceValues, shownKey } from '../../values/sources/read-source';
import type { SourceFault } from '../../values/sources/source';

/** A key of the source that no canonical name belongs to. */
export interface UnknownKey {
  /** Null where it may not be shown: it could be a value. */
  readonly key: string | null;
  /** What it would be called; null where nothing can have such a name. */
  readonly name: CanonicalName | null;
  readonly nearest: string | null;
  readonly value: SecretValue | null;
}

export interface KnownKey {
  readonly key: string;
  readonly name: CanonicalName;
  readonly value: SecretValue | null;
}

export interface MatchedKeys {
  readonly known: readonly KnownKey[];
  readonly unknown: readonly UnknownKey[];
  readonly faults: readonly SourceFault[];
}

export interface Names {
  readonly canonical: ReadonlySet<string>;
  /** A consumer's names, by which the source may go. @default - none */
  readonly mapping?: Mapping;
  /** Stands before each key that no mapping knows. */
  readonly prefix: string;
}

/**
 * Finds the canonical name of each key: by the mapping, read backwards, else by the name itself, in capitals and with `_` for
 * what cannot stand in one.
 */
export function matchKeys(values: SourceValues, names: Names): MatchedKeys {
  const canonicalOf = reversed(names.mapping ?? {});
  const known = new Map<string, KnownKey>();
  const unknown = new Map<string, UnknownKey>();
  const faults: SourceFault[] = [];
  for (const [key, value] of values) {
    const meant = canonicalOf.get(key) ?? [nameOf(key, names.prefix)];
    const [name] = meant;
    if (name === undefined || meant.length > 1) {
      faults.push(
        fault(
          `${shownKey(key)} is what ${list(meant)} are called in the mapping: import it under one of those names`,
        ),
      );
      continue;
    }
    const before = known.get(name) ?? unknown.get(name);
    if (before !== undefined && before.value?.reveal() !== value?.reveal())
      faults.push(
        fault(
          `${shownKey(before.key ?? '')} and ${shownKey(key)} are both ${quote(name)}, with different values`,
        ),
      );
    else if (names.canonical.has(name)) known.set(name, { key, name: name as CanonicalName, value });
    else unknown.set(name, unknownKey(key, name, value, [...names.canonical, ...canonicalOf.keys()]));
  }
  return { known: [...known.values()], unknown: [...unknown.values()], faults };
}

const nameOf = (key: string, prefix: string): string => prefix + key.toUpperCase().replace(/[-.]/g, '_');

function unknownKey(
  key: string,
  name: string,
  value: SecretValue | null,
  all: readonly string[],
): UnknownKey {
  const isShown = isShowable(key);
  return {
    key: isShown ? key : null,
    name: isShown && canonicalNamePattern.test(name) ? (name as CanonicalName) : null,
    nearest: isShown ? (nearest(name, all) ?? null) : null,
    value,
  };
}

/** Canonical names by what a consumer calls them. */
function reversed(mapping: Mapping): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [name, entry] of Object.entries(mapping)) {
    const to = typeof entry === 'string' || Array.isArray(entry) ? entry : entry.to;
    for (const target of [to].flat()) names.set(target, [...(names.get(target) ?? []), name]);
  }
  return names;
}

const fault = (message: string): SourceFault => ({ line: null, message });
