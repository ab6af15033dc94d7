import * as z from 'zod';
import { faultMessage } from './names';

/** Metadata of schemas whose YAML scalar is taken as written: `true`, `1.10` and `007` keep their text. */
export const asWritten = { fanoutAsWritten: true } as const;

/** Metadata: what a schema takes, in words that end the sentence "… must be". */
export const expects = (words: string) => ({ fanoutExpects: words }) as const;

/** Text whose plain booleans and numbers are taken as written. Shown in the JSON Schema as any scalar. */
export const text = z.string().meta(asWritten);

/** A text that says something. */
export const filled = z.string().min(1, faultMessage('wrong-type', 'a text that is not empty'));

const dayFault = faultMessage('wrong-type', 'a day such as 2027-01-31');

/** A calendar day, `YYYY-MM-DD`. */
export const day = z
  .string(dayFault)
  .regex(/^\d{4}-\d{2}-\d{2}$/, dayFault)
  .refine(isDay, dayFault);

/** Why something unusual is right; never empty, since a reviewer reads it. */
export const reason = z
  .string(faultMessage('wrong-type', 'a reason in words'))
  .min(1, faultMessage('wrong-type', 'a reason in words'));

function isDay(written: string): boolean {
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
