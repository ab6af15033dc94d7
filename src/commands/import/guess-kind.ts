import { secretShape } from '../../model/secret-shape';
import type { SecretValue } from '../../values/secret-value';

export type Kind = 'secret' | 'config';

export interface GuessedKind {
  readonly kind: Kind;
  /** A clause behind `since`, without the value. */
  readonly reason: string;
}

const secretName =
  /(?:^|_)(?:KEYS?|TOKENS?|SECRETS?|PASS(?:WORDS?|WD|PHRASE)?|PASSWORT|PWD|PIN|CREDENTIALS?|CREDS|PRIVATE|AUTH|DSN|SALT|SEED|SIGNING|SIGNATURE|CERT|PEM|JWT|COOKIE|SESSION|WEBHOOK|LICENSE|OTP|HASH)(?:_|\d|$)/;

/** What nobody could log in with. Whoever adds a shape here: a doubtful value is a secret. */
const harmless: readonly (readonly [what: string, shape: RegExp])[] = [
  ['it is a truth value', /^(?:true|false|yes|no|on|off)$/i],
  ['it is a short number', /^-?\d{1,9}(?:\.\d{1,9})?$/],
  ['it is a region', /^[a-z]{2}(?:-[a-z]{2,9}){1,2}-\d$/],
  // No path of it may hold what stands in the place of a password, as those of webhooks do.
  [
    'it is a URL without credentials',
    /^https?:\/\/[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40})*(?::\d{1,5})?(?:\/(?:v\d{1,2}|[a-z]{1,20}(?:-[a-z]{1,20}){0,3}))*\/?$/i,
  ],
  ['it is a host', /^(?:localhost|(?:[a-z0-9-]{1,40}\.){1,6}[a-z]{2,12})(?::\d{1,5})?$/],
  [
    'it is a common word',
    /^(?:debug|info|warn|warning|error|trace|development|dev|staging|production|prod|local|json|text|utc)$/i,
  ],
];

/** Whether a new name is a secret or may stand in plain text; whatever is in doubt is a secret. */
export function guessKind(name: string, value: SecretValue): GuessedKind {
  const text = value.reveal();
  const shape = secretShape(text);
  if (shape !== undefined) return { kind: 'secret', reason: `it holds ${shape}` };
  if (secretName.test(name)) return { kind: 'secret', reason: 'its name says so' };
  const found = harmless.find(([, pattern]) => pattern.test(text));
  return found === undefined
    ? { kind: 'secret', reason: 'nothing says that it is none' }
    : { kind: 'config', reason: found[0] };
}
