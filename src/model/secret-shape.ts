/**
 * Shapes of text that is almost certainly a credential, each with what to call it. A run that may be long is looked at from
 * its beginning alone (`(?<!…)`): from each of its characters it would take time by the square of its length.
 */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a URL with a password', /(?<![a-z0-9+.-])[a-z0-9+.-]*:\/\/[^\s/:@?#\0]*:[^\s/@\0]+@/i],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Stripe key', /\b[sr]k_live_[0-9A-Za-z]{8,}/],
  ['a GitHub token', /\b(?:gh[pousr]_[0-9A-Za-z]{16,}|github_pat_[0-9A-Za-z_]{16,})/],
  ['a GitLab token', /\bglpat-[0-9A-Za-z_-]{16,}/],
  ['a Slack token', /\bxox[a-z]-[0-9A-Za-z-]{8,}/],
  ['an npm token', /\bnpm_[0-9A-Za-z]{30,}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{30,}/],
  ['a JSON Web Token', /(?<![0-9A-Za-z_-])eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*/],
];

/** What credential a text seems to hold, or undefined. NUL stands for what a template fills in. */
export function secretShape(text: string): string | undefined {
  return shapes.find(([, shape]) => shape.test(text))?.[0];
}
