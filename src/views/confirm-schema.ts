import * as z from 'zod';
import { diagnostics } from './output-parts';

const text = z.string();

export const confirmOutput = z.strictObject({
  environment: text,
  confirmed: z.boolean(),
  buckets: z
    .array(
      z.strictObject({
        bucket: text,
        secretName: text,
        state: z
          .enum(['confirmed', 'empty', 'outside', 'faulty'])
          .describe('empty: no value is set yet. outside: a service fills it, so nothing is compared.'),
        current: text.nullable().describe('Id of the version that is labelled AWSCURRENT.'),
        previous: text.nullable().describe('Id of the version that is labelled AWSPREVIOUS.'),
        keysUnread: text.nullable().describe('Why its keys were not compared; null where they were.'),
        faults: z.array(
          z.strictObject({
            kind: z.enum([
              'not-made',
              'not-deployed',
              'not-removed',
              'missing',
              'replaced',
              'scheduled-for-deletion',
              'no-current-version',
              'other-version',
              'no-previous-version',
              'other-keys',
              'unreadable',
            ]),
            message: text,
            remedy: text.describe('What to do; a sentence with the command in it.'),
          }),
        ),
      }),
    )
    .describe('Empty where the files have errors.'),
  diagnostics,
});
