/** What is written behind a canonical name: configuration in plain, a secret as its ciphertext. */
export type NewValue =
  | { readonly kind: 'config'; readonly value: string }
  | {
      readonly kind: 'secret';
      /** Base64 of what KMS returned. */
      readonly ciphertext: string;
      /** The day on which it was set, YYYY-MM-DD. */
      readonly rotated: string;
    };
