import type { CanonicalName, EnvironmentValue } from '../../model';
import { entriesOf } from '../../plan';
import type { ResolvedEnvironment } from '../../plan/environments';
import type { NewValue } from '../../values/new-value';

export type Ciphertext = Extract<EnvironmentValue, { readonly kms: string }>;

export function ciphertextOf(value: EnvironmentValue | undefined): Ciphertext | null {
  return value != null && typeof value === 'object' && 'kms' in value ? value : null;
}

/** What a ciphertext becomes that KMS has made anew: the same value, so that no entry is written. */
export const reEncrypted = (was: Ciphertext, kms: string): NewValue => ({
  kind: 'fields',
  fields: { kms, sameAs: was.sameAs ?? was.kms },
});

/** Every ciphertext that stands in an environment's own file, in the order of the file. */
export function ciphertextsIn({ file }: ResolvedEnvironment): [CanonicalName, Ciphertext][] {
  return entriesOf(file.value.values).flatMap(([name, value]) => {
    const ciphertext = ciphertextOf(value);
    return ciphertext === null ? [] : [[name, ciphertext] as [CanonicalName, Ciphertext]];
  });
}
