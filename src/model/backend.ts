import * as z from 'zod';
import { filled } from './scalars';

/** Where the Terraform state of a stack lives. Always encrypted and locked with a lock file beside it. */
export const backend = z
  .strictObject({
    s3: z
      .strictObject({
        bucket: filled.describe('The S3 bucket that holds the state.'),
        key: filled.describe('The object in it; every environment has one of its own.'),
        region: filled.describe('The region of the bucket.'),
        kmsKeyId: filled
          .describe("The KMS key that encrypts the state; the bucket's own without it.")
          .optional(),
      })
      .describe('State in S3, encrypted and locked with a lock file beside it.'),
  })
  .describe('Where the Terraform state lives; a local file without it.');
export type Backend = z.infer<typeof backend>;
