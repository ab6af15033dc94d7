import { list, quote } from '../quote';
import { define, inBuckets } from './define';

/** Values of environments. */
export const ofValues = {
  'missing-value': define<{ name: string; environment: string; buckets: readonly string[] }>(
    'error',
    ({ name, environment, buckets }) =>
      `${name} is missing in ${environment}; ${inBuckets(buckets)} ${buckets.length === 1 ? 'needs' : 'need'} it`,
    ({ name, environment }) =>
      `Add "${name}:" under "values" in environments/${environment}.yaml (with nothing behind it where there is no value yet), or say under "environments" in mappings/canonical.yaml where it exists.`,
  ),
  'unexpected-value': define<{ name: string; environment: string }>(
    'error',
    ({ name, environment }) =>
      `${name} has a place in ${environment}, but mappings/canonical.yaml says that it does not exist there`,
    ({ name, environment }) => `Remove it here, or add ${environment} to the "environments" of ${name}.`,
  ),
  'unset-value': define<{
    environment: string;
    bucket: string;
    names: readonly string[];
    status: 'new' | 'incomplete';
  }>(
    'error',
    ({ environment, bucket, names, status }) => {
      const what = names.length === 1 ? (names[0] ?? '') : `${names.length} names`;
      return status === 'new'
        ? `Bucket ${bucket} is new in ${environment}: ${what} without a value yet`
        : `Bucket ${bucket} is incomplete in ${environment}: ${what} without a value, and it may be live`;
    },
    ({ environment, names, status }) =>
      status === 'new'
        ? `Its entry is made without a version; fill it with: fanout set ${environment} ${names[0] ?? 'NAME'}`
        : `A live entry is never written in part. Set ${list(names.slice(0, 5))}${names.length > 5 ? ` and ${names.length - 5} more` : ''} with: fanout set ${environment} ${names.length === 1 ? names[0] : 'NAME'}`,
  ),
  'plaintext-secret': define<{ what: string; shape: string | undefined }>(
    'error',
    ({ what, shape }) =>
      shape === undefined
        ? `${what} stands here in plain text`
        : `${what} looks like a secret: it holds ${shape}`,
    ({ shape }) =>
      shape === undefined
        ? 'Encrypt it with: fanout set ENVIRONMENT NAME. What has been committed in plain text must be replaced at its provider.'
        : 'Make it a secret and set it with fanout set; where it is no secret, say plain: "the reason" in mappings/canonical.yaml.',
  ),
  'invalid-ciphertext': define<{ name: string; reason: string }>(
    'error',
    ({ name, reason }) => `The ciphertext of ${name} is not one that KMS made: ${reason}`,
    'Write it with: fanout set ENVIRONMENT NAME. A ciphertext is never edited by hand.',
  ),
  'invalid-value': define<{ name: string; environment: string; reason: string; remedy: string }>(
    'error',
    ({ name, environment, reason }) => `This value of ${name} in ${environment} is not taken: ${reason}`,
    ({ remedy }) => remedy,
  ),
  'copied-ciphertext': define<{ name: string; environment: string; other: string; otherEnvironment: string }>(
    'error',
    ({ name, environment, other, otherEnvironment }) =>
      `${name} in ${environment} has the very ciphertext of ${other} in ${otherEnvironment}`,
    'A ciphertext decrypts only under its own name and environment: set the value again with fanout set.',
  ),
  'unfounded-same-as': define<{ name: string; environment: string; reason: string }>(
    'error',
    ({ name, environment, reason }) =>
      `${name} in ${environment} says that it holds the same value as another ciphertext, but ${reason}`,
    ({ name, environment }) =>
      `Only fanout rename and fanout rekey write "sameAs". Set the value again with: fanout set ${environment} ${name}`,
  ),
  'own-entry-reference': define<{ name: string; entry: string; bucket: string; environment: string }>(
    'error',
    ({ name, entry, bucket, environment }) =>
      `${name} is read from ${quote(entry)}, which this workspace writes itself (bucket ${bucket} in ${environment})`,
    'Refer to an entry that is filled elsewhere, or use the canonical name directly.',
  ),
  'adopted-entry': define<{ bucket: string; environment: string; reason: string }>(
    'error',
    ({ bucket, environment, reason }) =>
      `The entry that ${environment} adopts for bucket ${bucket} ${reason}`,
    ({ bucket, environment }) => `Look it up with: fanout adopt ${environment} ${bucket}`,
  ),
};
