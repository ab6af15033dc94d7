import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { ciphertextBytes, maximumCiphertextBytes, minimumCiphertextBytes } from '../ciphertext';
import { ciphertextsIn } from '../ciphertexts-in';
import type { Rule } from './rule';

/** `invalid-ciphertext`: what KMS cannot have made. `too-large`: what it could not have taken. */
export const invalidCiphertext: Rule = ({ plannedFiles }) => {
  return [...plannedFiles].flatMap((file) =>
    ciphertextsIn(file).flatMap(([name, { kms }]): Diagnostic[] => {
      const place = file.at(['values', name]);
      const bytes = ciphertextBytes(kms);
      if (bytes === undefined) {
        return [createDiagnostic('invalid-ciphertext', { name, reason: 'it is not base64' }, place)];
      }
      if (bytes < minimumCiphertextBytes) {
        return [createDiagnostic('invalid-ciphertext', { name, reason: 'it is too short' }, place)];
      }
      if (bytes > maximumCiphertextBytes) {
        const what = `The ciphertext of ${name}`;
        return [createDiagnostic('too-large', { what, bytes, limit: maximumCiphertextBytes }, place)];
      }
      return [];
    }),
  );
};

/**
 * `copied-ciphertext`: KMS never makes one ciphertext twice, so one that stands in two places was moved. Looked for over
 * all environments; said where one of the two places is planned.
 */
export const copiedCiphertext: Rule = ({ environments, plannedFiles }) => {
  const first = new Map<string, { name: string; environment: string; place: Place; planned: boolean }>();
  const diagnostics: Diagnostic[] = [];
  for (const { file } of environments.values()) {
    for (const [name, { kms }] of ciphertextsIn(file)) {
      const here = {
        name,
        environment: file.value.environment,
        place: file.at(['values', name]),
        planned: plannedFiles.has(file),
      };
      const there = first.get(kms);
      if (there === undefined) first.set(kms, here);
      else if (here.planned || there.planned) {
        diagnostics.push(
          createDiagnostic(
            'copied-ciphertext',
            { name, environment: here.environment, other: there.name, otherEnvironment: there.environment },
            here.place,
            { related: [{ place: there.place, message: 'the same ciphertext stands here' }] },
          ),
        );
      }
    }
  }
  return diagnostics;
};
