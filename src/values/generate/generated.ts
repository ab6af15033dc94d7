import type { SecretValue } from '../secret-value';
import type { GeneratedFormat } from './formats';

export interface GenerationOptions {
  /** @default - characters of the alphabet where there is one, else base64url */
  readonly format?: GeneratedFormat;
  /** In characters; of an RSA key in bits. */
  readonly length?: number;
  readonly alphabet?: string;
}

export interface Generated {
  readonly value: SecretValue;
  /** The public half of a key pair, as PEM; null where there is none. It is no secret. */
  readonly publicKey: string | null;
}

/**
 * A way to make values, each anew, with what speaks against such values; or why there is none, in a sentence that says
 * what to do.
 */
export type Generation =
  | { readonly make: () => Promise<Generated>; readonly weak: string | null }
  | { readonly refused: string };
