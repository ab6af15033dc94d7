import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { Environment, EnvironmentName } from '../../model';
import type { Workspace } from '../../workspace/workspace';
import { ciphertextOf, ciphertextsIn } from '../ciphertexts-in';
import { own } from '../record';
import { type Home, judgeClaim } from './judge-claim';
import type { Pair } from './side';
import type { EarlierCiphertexts } from './values';

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
    return ciphertextsIn(file).flatMap(([name, value]): Diagnostic[] => {
      const verdict = judgeClaim(
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

/** By the environment that a key belongs to, a value under it whose ciphertext has not changed. */
function untouchedByKey(
  before: Workspace,
  after: Workspace,
  oldNameOf: (environment: EnvironmentName) => EnvironmentName,
): ReadonlyMap<EnvironmentName, string> {
  const untouched = new Map<EnvironmentName, string>();
  for (const [environment, file] of after.environments) {
    const values = before.environments.get(oldNameOf(environment))?.value.values ?? {};
    const same = ciphertextsIn(file).find(([name, { kms }]) => ciphertextOf(own(values, name))?.kms === kms);
    if (same !== undefined) untouched.set(ownerOf(file.value), `${same[0]} in ${environment}`);
  }
  return untouched;
}

/** Whose key an environment's values are under. */
const ownerOf = ({ environment, extends: parent }: Environment): EnvironmentName => parent ?? environment;

function homesOf({ environments }: Workspace): ReadonlyMap<string, readonly Home[]> {
  const homes = new Map<string, Home[]>();
  for (const [environment, file] of environments) {
    for (const [name, value] of ciphertextsIn(file)) {
      for (const text of [value.kms, ...(value.sameAs === undefined ? [] : [value.sameAs])])
        homes.set(text, [...(homes.get(text) ?? []), { name, environment, value }]);
    }
  }
  return homes;
}
