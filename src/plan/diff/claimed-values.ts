import { createDiagnostic, type Diagnostic, type Severity } from '../../diagnostics';
import type { CanonicalName, EnvironmentName, EnvironmentValue } from '../../model';
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
 * have left behind is believed: that the old one stood under this name, or under one that is gone since.
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
  return [...after.environments].flatMap(([environment, file]) => {
    const was = oldNames.get(environment) ?? environment;
    return entriesOf(file.value.values).flatMap(([name, value]): Diagnostic[] => {
      if (!isCiphertext(value) || value.sameAs === undefined) return [];
      const verdict = judge({ name, environment: was, value }, value.sameAs, {
        homes: homes.get(value.sameAs) ?? [],
        stoodThere: (homes.get(value.kms) ?? []).some((home) => home.environment === was),
        isFresh: valueOn(before, was, name) === null,
        isThere: (other) => own(file.value.values, other) !== undefined,
        earlier: earlier.get(environment) ?? new Map(),
      });
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
  /** Whether the new ciphertext stands in this environment on the base: nothing is new then. */
  readonly stoodThere: boolean;
  /** Whether the name has no ciphertext on the base: set and renamed since, it comes from one that the base never saw. */
  readonly isFresh: boolean;
  /** Whether a name is in the environment's file now. */
  readonly isThere: (name: CanonicalName) => boolean;
  readonly earlier: EarlierCiphertexts;
}

/** Null where the claim can be true. */
function judge(claim: Home, sameAs: string, known: Knowledge): readonly [string, Severity] | null {
  const { name, environment, value } = claim;
  if (known.stoodThere || known.earlier.has(value.kms)) return null;
  const [home] = known.homes;
  if (home === undefined) {
    if (known.earlier.has(sameAs)) return ['that one was replaced since', 'warning'];
    return known.isFresh ? null : ['that one is not on the base', 'warning'];
  }
  if (home.environment !== environment)
    return [`that one belongs to ${home.name} in ${home.environment} on the base`, 'error'];
  if (home.name !== name && known.isThere(home.name))
    return [`that one belongs to ${home.name} on the base, which is still there`, 'error'];
  if (home.value.rotated !== value.rotated) return ['"rotated" says that it was replaced', 'error'];
  return null;
}

function valueOn(
  { environments }: Workspace,
  environment: EnvironmentName,
  name: CanonicalName,
): Ciphertext | null {
  const value = own(environments.get(environment)?.value.values ?? {}, name) ?? null;
  return isCiphertext(value) ? value : null;
}

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
