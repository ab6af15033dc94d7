import type { CanonicalEntry } from '../model';
import { formatFault } from '../model/format';
import { textFault } from '../model/text-fault';
import { isDummyText } from './dummy-text';
import { SecretValue } from './secret-value';

/** Why a value is not taken and what to do instead: sentences, never with the value in them. */
export interface ValueFault {
  readonly reason: string;
  readonly remedy: string;
}

export type CheckedValue = { readonly value: SecretValue } | { readonly fault: ValueFault };

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html#KMS-Encrypt-request-Plaintext */
export const maximumSecretBytes = 4096;
/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const maximumEntryBytes = 65_536;

/** What is known of a name, as far as it says what its value may be. */
export type Expected = Pick<CanonicalEntry, 'kind' | 'format' | 'minLength'>;

export interface CheckOptions {
  /** White space and line ends around the value belong to it. */
  readonly keepWhitespace: boolean;
  /** What looks like a placeholder is the value. @default - false */
  readonly allowDummy?: boolean;
}

/** A value as it came in: bytes of a stream, a file or a terminal, or a text that something has decoded already. */
export type RawValue = Uint8Array | string;

/**
 * What was put in, as a value. Of bytes one line end at the end is dropped, as a shell's `echo` adds it, unless white
 * space is to be kept.
 */
export function checkValue(raw: RawValue, entry: Expected, options: CheckOptions): CheckedValue {
  const read = typeof raw === 'string' ? raw : decode(raw);
  if (read === undefined) return { fault: notText };
  const isExact = typeof raw === 'string' || options.keepWhitespace;
  const value = isExact ? read : read.replace(/\r?\n$/, '');
  const fault = faultOf(value, entry, options);
  return fault === undefined ? { value: new SecretValue(value) } : { fault };
}

const notText: ValueFault = {
  reason: 'it is not UTF-8 text',
  remedy: 'Binary values are not supported: set it as base64, and decode it in the application.',
};

function faultOf(
  value: string,
  entry: Expected,
  { keepWhitespace, allowDummy = false }: CheckOptions,
): ValueFault | undefined {
  if (value === '') {
    return {
      reason: 'it is empty',
      remedy:
        'Nothing was put in. A name that is to have no value is written by hand, with nothing behind it.',
    };
  }
  const tooLong = sizeFault(value, entry.kind);
  if (tooLong !== undefined) return tooLong;
  const unstable = textFault(value);
  if (unstable !== undefined) {
    return {
      reason: `it must be ${unstable}`,
      remedy: 'Set it as base64, and decode it in the application.',
    };
  }
  if (!keepWhitespace && value.trim() !== value) {
    return {
      reason: 'white space stands at its beginning or at its end',
      remedy: 'Remove it, or say --keep-whitespace if it belongs to the value.',
    };
  }
  if (!allowDummy && isDummyText(value, entry.kind)) {
    return {
      reason: 'it looks like a placeholder that stands in for a value',
      remedy: 'Put in the value itself, or say --allow-dummy if this is it.',
    };
  }
  const expected = formatFault(value, entry);
  if (expected === undefined) return undefined;
  return {
    reason: `it must be ${expected}`,
    remedy: 'Set such a value, or correct what mappings/canonical.yaml says of the name.',
  };
}

function sizeFault(value: string, kind: CanonicalEntry['kind']): ValueFault | undefined {
  const bytes = Buffer.byteLength(value);
  if (kind === 'secret' && bytes > maximumSecretBytes) {
    return {
      reason: `it takes ${bytes} bytes, and KMS encrypts up to ${maximumSecretBytes}`,
      remedy:
        'Keep it in a Secrets Manager entry of its own, and write { secretsManager: ENTRY, revision: 1 } into the file.',
    };
  }
  if (bytes <= maximumEntryBytes) return undefined;
  return {
    reason: `it takes ${bytes} bytes, and an entry holds up to ${maximumEntryBytes}`,
    remedy: 'Keep it in S3, and only its key here.',
  };
}

/** A byte-order mark stays in the text: it would reach the application as well, and is refused as white space. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
