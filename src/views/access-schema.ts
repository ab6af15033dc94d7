import * as z from 'zod';
import { diagnostics } from './output-parts';

const decision = z.union([
  z.strictObject({
    answer: z.enum(['allowed', 'explicitDeny']),
    document: z.string().describe('The document whose statement decided.'),
    sid: z.string(),
  }),
  z.strictObject({
    answer: z.literal('implicitDeny'),
    missing: z
      .enum(['scp', 'resource', 'identity', 'boundary'])
      .describe('The kind of policy that would have had to allow.'),
  }),
]);

export const accessOutput = z.strictObject({
  deeds: z.array(z.string()).describe('What was asked about.'),
  entries: z.array(
    z.strictObject({
      environment: z.string(),
      bucket: z.string(),
      secretName: z.string(),
      protected: z.boolean(),
      principals: z.record(z.string(), z.record(z.string(), decision)).describe('By principal and deed.'),
    }),
  ),
  diagnostics,
});

export const accessDocumentsOutput = z.strictObject({
  files: z.array(z.string()).describe('Names of the files that were written.'),
  diagnostics,
});
