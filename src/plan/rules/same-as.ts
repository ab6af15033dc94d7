import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { ciphertextBytes, maximumCiphertextBytes, minimumCiphertextBytes } from '../ciphertext';
import { ciphertextsIn } from '../ciphertexts-in';
import type { Rule } from './rule';

interface Standing {
  readonly name: string;
  readonly environment: string;
  readonly place: Place;
}

/**
 * `unfounded-same-as`: a value is re-encrypted out of one ciphertext, which then is gone. One that still stands somewhere,
 * or that two values come from, says that one of them is not what it says.
 */
export const unfoundedSameAs: Rule = ({ environments, plannedFiles }) => {
  const standing = new Map<string, Standing[]>();
  const claims: (Standing & { readonly sameAs: string; readonly planned: boolean })[] = [];
  for (const { file } of environments.values()) {
    for (const [name, { kms, sameAs }] of ciphertextsIn(file)) {
      const here = { name, environment: file.value.environment, place: file.at(['values', name]) };
      for (const text of [kms, ...(sameAs === undefined ? [] : [sameAs])])
        standing.set(text, [...(standing.get(text) ?? []), here]);
      if (sameAs !== undefined) claims.push({ ...here, sameAs, planned: plannedFiles.has(file) });
    }
  }
  return claims.flatMap(({ name, environment, place, sameAs, planned }): Diagnostic[] => {
    if (!planned) return [];
    const fault = (reason: string, related: readonly Standing[] = []) => [
      createDiagnostic('unfounded-same-as', { name, environment, reason }, place, {
        related: related.map((other) => ({ place: other.place, message: 'it stands here as well' })),
      }),
    ];
    const bytes = ciphertextBytes(sameAs) ?? 0;
    if (bytes < minimumCiphertextBytes || bytes > maximumCiphertextBytes)
      return fault('that is nothing that KMS made');
    const [first, ...others] = standing.get(sameAs) ?? [];
    const other = [first, ...others].find((each) => each?.place !== place);
    if (other !== undefined) return fault(`${other.name} in ${other.environment} has that one too`, [other]);
    return others.length > 0 ? fault('that is the one that it holds itself') : [];
  });
};
