import * as z from 'zod';
import { count, diagnostics } from './output-parts';

export const reportOutput = z.strictObject({
  status: z
    .enum(['written', 'dry-run', 'refused'])
    .describe('refused: the workspace cannot be read at all, and nothing was written.'),
  file: z.string().describe('As it was asked for.'),
  bytes: count.describe('Of the page; 0 where it was refused.'),
  summary: z.strictObject({
    errors: count,
    warnings: count,
    environments: count,
    buckets: count.describe('Different ones over all environments.'),
    targets: count.describe('Different ones over all environments, by bucket.'),
  }),
  diagnostics,
});
