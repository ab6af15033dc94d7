import type { Severity } from '../../diagnostics';
import type { CanonicalName, EnvironmentName, EnvironmentValue } from '../../model';
import { type Ciphertext, ciphertextOf } from '../ciphertexts-in';
import type { EarlierCiphertexts } from './values';

/** A ciphertext where it stands. */
export interface Home {
  readonly name: CanonicalName;
  readonly environment: EnvironmentName;
  readonly value: Ciphertext;
}

/** What is known of a ciphertext that is said to hold the value of another one. */
export interface Knowledge {
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
export function judgeClaim(
  { name, environment, value }: Home,
  { homes, stoodHere, isOld, isThere, untouched, earlier }: Knowledge,
): readonly [string, Severity] | null {
  const { kms, sameAs, rotated } = value;
  const was = ciphertextOf(stoodHere);
  if (was?.kms === kms && was.sameAs === sameAs) return null;
  if (sameAs !== undefined && isOld) return ['it stood on the base before that', 'error'];
  const [home] = homes;
  // Nothing on the base is said to be the same: the entry is written anew, as for any other new value.
  if (home === undefined) {
    if (sameAs === undefined || earlier.has(kms)) return null;
    if (earlier.has(sameAs)) return ['that one was replaced since', 'warning'];
    // Set and renamed since, it comes from one that the base never saw.
    return was !== null ? ['that one is not on the base', 'warning'] : null;
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
