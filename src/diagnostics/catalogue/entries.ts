import { list, quote } from '../quote';
import { define, inBuckets, meant } from './define';

/** What an entry and its keys may be called and hold. */
export const ofEntries = {
  'public-leak': define<{ target: string; secrets: readonly string[]; buckets: readonly string[] }>(
    'error',
    ({ target, secrets, buckets }) =>
      `${target} in ${inBuckets(buckets)} is compiled into what browsers load, and is fed by the secret ${list(secrets)}`,
    ({ secrets }) =>
      `Choose a target without a public prefix, or say public: true for ${list(secrets)} if everybody may read it.`,
  ),
  'public-name': define<{ target: string; bucket: string; prefix: string }>(
    'warning',
    ({ target, bucket }) => `${target} in bucket ${bucket} is public, but its name lacks the public prefix`,
    ({ target, prefix }) => `A browser will not see it: call it ${prefix}${target}, if it is meant to.`,
  ),
  'reserved-target': define<{ target: string; buckets: readonly string[] }>(
    'error',
    ({ target, buckets }) => `${target} in ${inBuckets(buckets)} changes how the process itself runs`,
    ({ target }) =>
      `Choose another target, or say allowReserved: { ${target}: "the reason" } in the bucket if that is what you want.`,
  ),
  'invalid-target': define<Record<string, never>>(
    'error',
    () => 'This target is not a name that an application can read',
    'A target begins with a letter or an underscore and goes on with letters, digits and underscores.',
  ),
  'invalid-template': define<{ target: string; reason: string }>(
    'error',
    ({ target, reason }) => `The template of ${target} cannot be read: ${reason}`,
    'A template is text with {NAME}, {NAME:filter} and built-in names; a brace itself is written {{ or }}.',
  ),
  'unknown-filter': define<{ target: string; filter: string; nearest: string | undefined }>(
    'error',
    ({ target, filter }) =>
      `The template of ${target} uses the filter ${quote(filter)}, which does not exist`,
    ({ nearest }) => meant(nearest, 'The filters are urlencode, base64 and json.'),
  ),
  'secret-name': define<{ reason: string; remedy: string }>(
    'error',
    ({ reason }) => reason,
    ({ remedy }) => remedy,
  ),
  'ambiguous-name': define<{ secretName: string }>(
    'warning',
    ({ secretName }) =>
      `The entry ${quote(secretName)} ends in a hyphen and six letters or digits, as the random end of an ARN does`,
    'A partial ARN can meet the wrong entry: choose another name for it.',
  ),
  'too-large': define<{ what: string; bytes: number; limit: number }>(
    'error',
    ({ what, bytes, limit }) => `${what} may take ${bytes} bytes; the limit is ${limit}`,
    'Split the bucket, take in fewer names, or keep large files in S3 and only their key here.',
  ),
};
