import * as z from 'zod';
import { count, diagnostics, summary } from './output-parts';

export const reportOutput = z.strictObject({
  status: z
    .enum(['written', 'dry-run', 'refused'])
    .describe('refused: the workspace cannot be read at all, and nothing was written.'),
  file: z.string().describe('As it was asked for.'),
  bytes: count.describe('Of the page; 0 where it was refused.'),
  summary,
  diagnostics,
});
