/** What is written behind a canonical name: configuration in plain, a secret as its ciphertext. */
export type NewValue =
  | { readonly kind: 'config'; readonly value: string }
  | {
      readonly kind: 'secret';
      /** Base64 of what KMS returned. */
      readonly ciphertext: string;
      /** The day on which it was set, YYYY-MM-DD. */
      readonly rotated: string;
      /** That what it replaces is yet to be revoked at its provider. @default - said only where it was said before */
      readonly previous?: 'unrevoked';
    }
  | {
      /** Some fields of a ciphertext or a reference that stands there already; its other fields stay as they are. */
      readonly kind: 'fields';
      readonly fields: Readonly<Record<string, string>>;
      /** Nothing else is to stand there. @default - false */
      readonly whole?: true;
    };

/** What is to stand behind names of one environment file, by canonical name. */
export type NewValues = ReadonlyMap<string, NewValue>;

/**
 * The fields of a secret, by name.
 *
 * @param before - what the field `previous` says of the value that is replaced
 */
export function secretFields(
  { ciphertext, rotated, previous }: Extract<NewValue, { readonly kind: 'secret' }>,
  before: string | undefined,
): Readonly<Record<string, string>> {
  const unrevoked = previous ?? (before === 'unrevoked' ? before : undefined);
  return { kms: ciphertext, rotated, ...(unrevoked === undefined ? {} : { previous: unrevoked }) };
}
