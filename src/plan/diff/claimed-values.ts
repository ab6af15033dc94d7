import { createDiagnostic, type Diagnostic, type Severity } from '../../diagnostics';
import type { CanonicalName, Environment, EnvironmentName, EnvironmentValue } from '../../model';
import type { Workspace } from '../../workspace/workspace';
import { entriesOf, own } from '../record';
import type { Pair } from './side';
import type { EarlierCiphertexts } from './values';

type Ciphertext = Extract<EnvironmentValue, { readonly kms: string }>;

interface Home {
  readonly name: CanonicalName;
  readonly environment: EnvironmentName;
  readonly value: Ciphertext;
}

/**
 * `unfounded-same-as` over time. Whoever may write a file can say of a new ciphertext that it holds the value of an old
 * one: then no entry is written, so that a value that did change would lie in wait. Only what a renaming or another key can
 * have left behind is believed: that the old one stood under a name that is gone since, or that every ciphertext under the
 * key is another one. What the base says of its ciphertexts is held to as well: one may come back as what it was made from.
 *
 * @param earlier - by environment, ciphertexts that stood in its file at any time before
 */
export function claimedValues(
  before: Workspace,
  after: Workspace,
  pairs: readonly Pair[],
  earlier: ReadonlyMap<EnvironmentName, EarlierCiphertexts>,
): Diagnostic[] {
  const homes = homesOf(before);
  const oldNames = new Map(pairs.map((pair) => [pair.name, pair.before?.name ?? pair.name]));
  const oldNameOf = (environment: EnvironmentName) => oldNames.get(environment) ?? environment;
  const untouched = untouchedByKey(before, after, oldNameOf);
  return [...after.environments].flatMap(([environment, file]) => {
    const was = oldNameOf(environment);
    const values = before.environments.get(was)?.value.values ?? {};
    return entriesOf(file.value.values).flatMap(([name, value]): Diagnostic[] => {
      if (!isCiphertext(value)) return [];
      const verdict = judge(
        { name, environment: was, value },
        {
          homes: homes.get(value.sameAs ?? value.kms) ?? [],
          stoodHere: own(values, name) ?? null,
          isOld: homes.has(value.kms),
          isThere: (other) => own(file.value.values, other) !== undefined,
          untouched: untouched.get(ownerOf(file.value)),
          earlier: earlier.get(environment) ?? new Map(),
        },
      );
      if (verdict === null) return [];
      const [reason, severity] = verdict;
      const args = { name, environment, reason };
      return [createDiagnostic('unfounded-same-as', args, file.at(['values', name]), { severity })];
    });
  });
}

interface Knowledge {
  /** Where the old ciphertext stands on the base, or is named as the one that another comes from. */
  readonly homes: readonly Home[];
  /** What the base has under the name in this environment. */
  readonly stoodHere: EnvironmentValue;
  /** Whether the new ciphertext is known to the base: KMS never makes one twice. */
  readonly isOld: boolean;
  /** Whether a name is in the environment's file now. */
  readonly isThere: (name: CanonicalName) => boolean;
  /** A value under the same key whose ciphertext is the one of the base. */
  readonly untouched: string | undefined;
  readonly earlier: EarlierCiphertexts;
}

/** Null where the claim can be true, or where there is none. */
function judge(
  { name, environment, value }: Home,
  { homes, stoodHere, isOld, isThere, untouched, earlier }: Knowledge,
): readonly [string, Severity] | null {
  const { kms, sameAs, rotated } = value;
  if (isCiphertext(stoodHere) && stoodHere.kms === kms && stoodHere.sameAs === sameAs) return null;
  if (sameAs !== undefined && isOld) return ['it stood on the base before that', 'error'];
  const [home] = homes;
  // Nothing on the base is said to be the same: the entry is written anew, as for any other new value.
  if (home === undefined) {
    if (sameAs === undefined || earlier.has(kms)) return null;
    if (earlier.has(sameAs)) return ['that one was replaced since', 'warning'];
    // Set and renamed since, it comes from one that the base never saw.
    return isCiphertext(stoodHere) ? ['that one is not on the base', 'warning'] : null;
  }
  // A ciphertext that was moved as it is, is a fault of its own.
  if (sameAs === undefined && home.value.kms === kms) return null;
  if (home.environment !== environment)
    return [`that one belongs to ${home.name} in ${home.environment} on the base`, 'error'];
  if (home.name !== name && isThere(home.name))
    return [`that one belongs to ${home.name} on the base, which is still there`, 'error'];
  if (home.name !== name && stoodHere !== null)
    return [`that one belongs to ${home.name} on the base, where ${name} has another value`, 'error'];
  if (home.value.rotated !== rotated) return ['"rotated" says that it was replaced', 'error'];
  if (home.name === name && untouched !== undefined)
    return [`${untouched} is as it was, and another key changes every ciphertext`, 'error'];
  return null;
}

/** By the environment that a key belongs to, a value under it whose ciphertext has not changed. */
function untouchedByKey(
  before: Workspace,
  after: Workspace,
  oldNameOf: (environment: EnvironmentName) => EnvironmentName,
): ReadonlyMap<EnvironmentName, string> {
  const untouched = new Map<EnvironmentName, string>();
  for (const [environment, file] of after.environments) {
    const values = before.environments.get(oldNameOf(environment))?.value.values ?? {};
    const same = entriesOf(file.value.values).find(([name, value]) => {
      const was = own(values, name) ?? null;
      return isCiphertext(value) && isCiphertext(was) && value.kms === was.kms;
    });
    if (same !== undefined) untouched.set(ownerOf(file.value), `${same[0]} in ${environment}`);
  }
  return untouched;
}

/** Whose key an environment's values are under. */
const ownerOf = ({ environment, extends: parent }: Environment): EnvironmentName => parent ?? environment;

function homesOf({ environments }: Workspace): ReadonlyMap<string, readonly Home[]> {
  const homes = new Map<string, Home[]>();
  for (const [environment, file] of environments) {
    for (const [name, value] of entriesOf(file.value.values)) {
      if (!isCiphertext(value)) continue;
      for (const text of [value.kms, ...(value.sameAs === undefined ? [] : [value.sameAs])])
        homes.set(text, [...(homes.get(text) ?? []), { name, environment, value }]);
    }
  }
  return homes;
}

const isCiphertext = (value: EnvironmentValue): value is Ciphertext =>
  value !== null && typeof value === 'object' && 'kms' in value;
