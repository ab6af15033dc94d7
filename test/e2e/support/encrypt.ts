import type { ValueSource } from '../../../src/plan/plan';
import type { CallAws } from './aws';

/** Encrypts a value as it stands in an environment's file. */
export async function encrypt(
  aws: CallAws,
  plaintext: string,
  context: { readonly environment: string; readonly name: string },
): Promise<Extract<ValueSource, { kind: 'kms' }>> {
  const full = { project: 'my-app', ...context };
  const { CiphertextBlob } = await aws('TrentService.Encrypt', {
    KeyId: `alias/my-app/${context.environment}`,
    Plaintext: Buffer.from(plaintext, 'utf8').toString('base64'),
    EncryptionContext: full,
  });
  return { kind: 'kms', ciphertext: CiphertextBlob as string, context: full };
}
