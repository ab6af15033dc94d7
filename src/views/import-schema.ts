import * as z from 'zod';
import { diagnostics } from './output-parts';

const text = z.string().nullable();

export const importOutput = z.strictObject({
  status: z
    .enum(['written', 'unchanged', 'dry-run', 'declined', 'refused'])
    .describe('declined: a person said no; refused: see faults, diagnostics and unknown names.'),
  environment: z.string(),
  source: z.string().describe('The file, or the entry, as it was named.'),
  names: z.array(
    z.strictObject({
      key: text.describe('As the source has it; null where it is no name and could be a value.'),
      name: text.describe('The canonical name; null where there can be none.'),
      kind: z.enum(['secret', 'config']).nullable(),
      outcome: z
        .enum(['new', 'replaced', 'kept', 'unchanged', 'empty', 'unknown', 'skipped'])
        .describe('On a dry run what would become of it; of a refused import nothing is written.'),
      added: z.boolean().describe('Whether the name itself is new in the canonical map.'),
      reason: text.describe('Why its kind was guessed; null where it was not.'),
      nearest: text.describe('The name that may have been meant.'),
    }),
  ),
  faults: z
    .array(z.strictObject({ line: z.int().min(1).nullable(), message: z.string() }))
    .describe('What of the source cannot be taken in.'),
  warnings: z.array(z.string()).describe('What has to be done about the source itself.'),
  finished: z
    .array(z.string())
    .describe('Files of an earlier change that had been cut off, and was finished first.'),
  diagnostics,
});
