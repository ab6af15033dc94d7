import * as z from 'zod';
import { canonicalName, environmentName, faultMessage } from './names';
import { day, expects, reason } from './scalars';

/** What a value must look like; checked for configuration when it is read, for a secret when it is set. */
export const valueFormat = z
  .union([
    z.enum(['url', 'json', 'pem', 'email']),
    z.strictObject({
      pattern: z
        .string()
        .refine(isRegularExpression, faultMessage('wrong-type', 'a regular expression'))
        .describe('A regular expression that the value must match.'),
    }),
  ])
  .meta(expects('url, json, pem, email or { pattern: REGEX }'));
export type ValueFormat = z.infer<typeof valueFormat>;

const rotateFault = faultMessage('wrong-type', 'a time such as 90d or 1y, or manual');

/** `90d`, `1y` or `manual`. */
export const rotateEvery = z.string(rotateFault).regex(/^(?:[1-9]\d{0,4}[dy]|manual)$/, rotateFault);

export const canonicalEntry = z.strictObject({
  description: z.string().describe('What the value is for.').optional(),
  owner: z.string().describe('The team that answers for it.').optional(),
  kind: z
    .enum(['secret', 'config'])
    .describe('config: plain text that may be shown. secret: never in plain text.')
    .default('secret'),
  public: z.boolean().describe('Everybody may read it: it may reach a browser.').default(false),
  format: valueFormat.describe('What a value must look like.').optional(),
  minLength: z
    .int()
    .min(1, faultMessage('wrong-type', 'a whole number from 1 on'))
    .describe('The fewest characters that a value has.')
    .optional(),
  environments: z
    .array(environmentName)
    .min(1, faultMessage('wrong-type', 'a list of at least one environment'))
    .describe('Where it exists; it is absent elsewhere on purpose. Everywhere without this.')
    .optional(),
  rotateEvery: rotateEvery.describe('How often it is replaced: 90d, 1y, or manual.').optional(),
  expires: day.describe('The day on which it stops working, such as 2027-01-31.').optional(),
  final: z.boolean().describe('No layer may override a target that comes from it.').default(false),
  unused: reason.describe('Why no bucket takes it.').optional(),
  plain: reason.describe('Why a value that looks like a secret is none.').optional(),
});
export type CanonicalEntry = z.infer<typeof canonicalEntry>;

/** `mappings/canonical.yaml`. A name with nothing behind it is a secret about which nothing more is known. */
export const canonicalMap = z
  .record(
    canonicalName,
    canonicalEntry
      .nullable()
      .meta(expects('a map of what is known about the name, or nothing'))
      .transform((entry) => entry ?? canonicalEntry.parse({})),
  )
  .meta({
    ...expects('a map of canonical names'),
    description: 'Every canonical name with what is known about it, never a value.',
  });
export type CanonicalMap = z.infer<typeof canonicalMap>;

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
