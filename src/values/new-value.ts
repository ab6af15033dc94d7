/** What is written behind a canonical name: configuration in plain, a secret as its ciphertext. */
export type NewValue =
  | { readonly kind: 'config'; readonly value: string }
  | {
      readonly kind: 'secret';
      /** Base64 of what KMS returned. */
      readonly ciphertext: string;
      /** The day on which it was set, YYYY-MM-DD. */
      readonly rotated: string;
    }
  | {
      /** Some fields of a ciphertext or a reference that stands there already; its other fields stay as they are. */
      readonly kind: 'fields';
      readonly fields: Readonly<Record<string, string>>;
    };

/** What is to stand behind names of one environment file, by canonical name. */
export type NewValues = ReadonlyMap<string, NewValue>;
