import * as z from 'zod';
import { diagnostics } from './output-parts';

const targets = z.array(z.string());

/** What the commands print that add, rename, copy and remove names, or bring values under another key. */
export const namesOutput = z.strictObject({
  status: z.enum(['written', 'unchanged', 'dry-run', 'declined', 'refused']),
  changes: z
    .array(
      z.strictObject({
        file: z.string().describe('Relative to the workspace, with forward slashes.'),
        line: z.int().min(1).describe('In the new text; in the old one where the line is gone.'),
        what: z.enum(['added', 'removed', 'renamed', 're-encrypted', 'copied', 'changed']),
        name: z.string().describe('The canonical name that it is about.'),
      }),
    )
    .describe('The lines that were written; on a dry run those that would be.'),
  entries: z
    .array(
      z.strictObject({
        environment: z.string(),
        bucket: z.string(),
        lost: targets,
        gained: targets,
        rewritten: z.boolean().describe('What reads it must start again after the deploy.'),
        live: z.boolean().describe('It may be deployed with a full entry.'),
      }),
    )
    .describe('What the next deploy makes of it.'),
  skipped: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  next: z.array(z.string()).describe('What to do now, in this order.'),
  finished: z
    .array(z.string())
    .describe('Files of an earlier change that had been cut off, and was finished first.'),
  diagnostics,
});
