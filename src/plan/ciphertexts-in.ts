import type { CanonicalName, Environment, EnvironmentValue } from '../model';
import type { SourceFile } from '../workspace/workspace';
import { entriesOf } from './record';

/** A value as `fanout set` writes it. */
export type Ciphertext = Extract<EnvironmentValue, { readonly kms: string }>;

/** Null where a value is something else, or where there is none. */
export function ciphertextOf(value: EnvironmentValue | undefined): Ciphertext | null {
  return value != null && typeof value === 'object' && 'kms' in value ? value : null;
}

/** Every ciphertext that stands in an environment's own file, in the order of the file. */
export function ciphertextsIn({ value }: SourceFile<Environment>): [CanonicalName, Ciphertext][] {
  return entriesOf(value.values).flatMap(([name, written]) => {
    const ciphertext = ciphertextOf(written);
    return ciphertext === null ? [] : [[name, ciphertext] as [CanonicalName, Ciphertext]];
  });
}
