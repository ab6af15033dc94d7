/**
 * How many bytes a KMS ciphertext has over its plaintext at the least: 152 under a symmetric key of AWS, less under an
 * emulated one. Only used to say what an entry may grow to.
 */
const overhead = 152;

/** Even an empty plaintext takes this much: nothing shorter can hold a key's id, a nonce and an authentication tag. */
export const minimumCiphertextBytes = 48;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html#KMS-Decrypt-request-CiphertextBlob */
export const maximumCiphertextBytes = 6144;

/**
 * The size in bytes of what a base64 text stands for, or undefined where it is not base64. Of the texts that stand for the
 * same bytes only the one that encoders write counts, since ciphertexts are told apart by their texts.
 */
export function ciphertextBytes(base64: string): number | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return base64 !== '' && bytes.toString('base64') === base64 ? bytes.length : undefined;
}

/** How many bytes the plaintext of a ciphertext can have at the most. */
export function plaintextBytes(base64: string): number {
  return Math.max(0, (ciphertextBytes(base64) ?? 0) - overhead);
}

/**
 * What tells an encrypted value from another one. A ciphertext that was made from another one inside of KMS, for another
 * name or under another key, holds the same value, so that the first one stands for all that follow.
 */
export function identityOf(source: { readonly ciphertext: string; readonly sameAs?: string }): string {
  return source.sameAs ?? source.ciphertext;
}
