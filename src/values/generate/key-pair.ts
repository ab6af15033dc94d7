import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';
import type { CanonicalEntry } from '../../model';
import { SecretValue } from '../secret-value';
import type { Generated, Generation, GenerationOptions } from './generated';

const moduli = [2048, 3072, 4096];

/** A private key as PKCS #8, with its public half as SubjectPublicKeyInfo, both as PEM. */
export function planKeyPair(
  { format, length, alphabet }: GenerationOptions,
  entry: Pick<CanonicalEntry, 'format'>,
): Generation {
  const make = promisify(generateKeyPair);
  if (alphabet !== undefined) return { refused: '--alphabet goes with --generate alone, without a format' };
  if (entry.format !== undefined && entry.format !== 'pem')
    return {
      refused: 'A key is generated as PEM, and the canonical map says that the value is something else',
    };
  if (format === 'ed25519') {
    if (length !== undefined) return { refused: 'An ed25519 key has no other length: leave out --length' };
    return { make: async () => written(await make('ed25519')), weak: null };
  }
  const modulusLength = length ?? 3072;
  if (!moduli.includes(modulusLength))
    return { refused: 'The --length of an RSA key is 2048, 3072 or 4096 bits' };
  return { make: async () => written(await make('rsa', { modulusLength })), weak: null };
}

/** The private key ends without a line end, as a value that is set by hand does. */
function written({ privateKey, publicKey }: KeyPairKeyObjectResult): Generated {
  return {
    value: new SecretValue(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trimEnd()),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
