import * as z from 'zod';
import { canonicalNames, diagnostics } from './output-parts';

const text = z.string();
const version = z.strictObject({
  id: text,
  created: z.iso.datetime().nullable().describe('Null where AWS does not say.'),
});

export const rollbackOutput = z.strictObject({
  status: z.enum(['moved', 'dry-run', 'declined', 'refused']),
  move: z
    .strictObject({
      environment: text,
      bucket: text,
      secretName: text,
      from: version.describe('AWSCURRENT before.'),
      to: version.describe('AWSPREVIOUS before.'),
      restart: z.array(text).describe('Services that read the values of before until they start anew.'),
      follow: z
        .strictObject({
          commit: z
            .strictObject({ commit: text, day: text })
            .nullable()
            .describe('What to revert; null where it is not committed.'),
          names: canonicalNames.describe('Names whose values it changed.'),
        })
        .nullable()
        .describe('What gave the bucket its contents; null where the history does not tell, or no file did.'),
    })
    .nullable()
    .describe('Null where it was refused.'),
  diagnostics,
});
