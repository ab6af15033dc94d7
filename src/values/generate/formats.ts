/** What can be generated beside characters of an alphabet. */
export const generatedFormats = ['base64url', 'hex', 'uuid', 'rsa', 'ed25519'] as const;
export type GeneratedFormat = (typeof generatedFormats)[number];
