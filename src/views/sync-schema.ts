import * as z from 'zod';
import { formatNames } from '../values/formats/format';
import { count, diagnostics } from './output-parts';

const names = z.array(z.string());
const text = z.string().nullable();

export const syncOutput = z.strictObject({
  status: z
    .enum(['done', 'declined', 'refused'])
    .describe('declined: a person said no; refused: see the diagnostics.'),
  mode: z.enum(['write', 'dry-run', 'check']),
  environment: z.string(),
  format: z.enum(formatNames),
  buckets: z.array(
    z.strictObject({
      bucket: z.string(),
      secretName: z.string(),
      status: z
        .enum(['written', 'unchanged', 'stale', 'current', 'printed', 'skipped'])
        .describe('stale and current on a dry run or a check; skipped: it cannot be read, see the reason.'),
      file: text.describe('As it was named, seen from the current folder; null where none is written.'),
      version: text.describe('Id of the version that was read.'),
      names: count.describe('How many the file holds for sync.'),
      changes: z
        .array(z.strictObject({ name: z.string(), change: z.enum(['added', 'changed', 'removed']) }))
        .describe('Against what the file held for sync before.'),
      replaces: text.describe(
        'PROJECT/ENVIRONMENT/BUCKET that the file held before, where it was another one.',
      ),
      doubles: z
        .array(z.strictObject({ name: z.string(), line: z.int().min(1), wins: z.boolean() }))
        .describe('Names that the file gives a value outside of the section too; whether that one counts.'),
      misread: z
        .array(z.strictObject({ name: z.string(), reader: z.string() }))
        .describe('Names that this usual reader of such a file takes for another text.'),
      missing: names.describe('In the plan, and not in the entry.'),
      unplanned: names.describe('In the entry, and not in the plan.'),
      git: z
        .enum(['ignored', 'outside'])
        .nullable()
        .describe('outside: there is no repository around the file.'),
      reason: text,
    }),
  ),
  diagnostics,
});
