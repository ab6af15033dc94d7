import { z } from 'zod';
import { canonicalName, environmentName, faultMessage } from './names';
import { day, reason } from './scalars';

/** What a value must look like; checked for configuration when it is read, for a secret when it is set. */
export const valueFormat = z.union([
  z.enum(['url', 'json', 'pem', 'email']),
  z.strictObject({
    pattern: z.string().refine(isRegularExpression, faultMessage('wrong-type', 'a regular expression')),
  }),
]);
export type ValueFormat = z.infer<typeof valueFormat>;

/** `90d`, `1y` or `manual`. */
export const rotateEvery = z
  .string()
  .regex(/^(?:[1-9]\d{0,4}[dy]|manual)$/, faultMessage('wrong-type', 'a time such as 90d or 1y, or manual'));

export const canonicalEntry = z.strictObject({
  description: z.string().optional(),
  owner: z.string().optional(),
  kind: z.enum(['secret', 'config']).default('secret'),
  public: z.boolean().default(false),
  format: valueFormat.optional(),
  minLength: z.int().min(1, faultMessage('wrong-type', 'a whole number from 1 on')).optional(),
  environments: z
    .array(environmentName)
    .min(1, faultMessage('wrong-type', 'at least one environment'))
    .optional(),
  rotateEvery: rotateEvery.optional(),
  expires: day.optional(),
  final: z.boolean().default(false),
  unused: reason.optional(),
  plain: reason.optional(),
});
export type CanonicalEntry = z.infer<typeof canonicalEntry>;

/** `mappings/canonical.yaml`. A name with nothing behind it is a secret about which nothing more is known. */
export const canonicalMap = z.record(
  canonicalName,
  canonicalEntry.nullable().transform((entry) => entry ?? canonicalEntry.parse({})),
);
export type CanonicalMap = z.infer<typeof canonicalMap>;

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
