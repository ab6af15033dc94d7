import { z } from 'zod';
import { faultMessage } from './names';

const filled = z.string().min(1, faultMessage('wrong-type', 'a text that is not empty'));

/** Where the Terraform state of a stack lives. Always encrypted and locked with a lock file beside it. */
export const backend = z.strictObject({
  s3: z.strictObject({ bucket: filled, key: filled, region: filled, kmsKeyId: filled.optional() }),
});
export type Backend = z.infer<typeof backend>;
