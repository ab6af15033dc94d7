import * as z from 'zod';
import { canonicalName, faultMessage, targetName } from './names';
import { expects } from './scalars';

const targetNames = z
  .union([
    targetName,
    z.array(targetName).min(1, faultMessage('wrong-type', 'a list of at least one target')),
  ])
  .meta(expects('a target, or a list of targets'));

export const mappingEntry = z
  .union([
    ...targetNames.options,
    z.strictObject({
      to: targetNames.describe('The name, or the names, that the application sees.'),
      optional: z.boolean().describe('Left out of the entry where the name has no value.').default(false),
    }),
  ])
  .meta(expects('a target, a list of targets, or { to: TARGET, optional: true }'));
export type MappingEntry = z.infer<typeof mappingEntry>;

/** `mappings/<name>.yaml`: canonical name to what the application sees. */
export const mapping = z.record(canonicalName, mappingEntry).meta({
  ...expects('a map of canonical names'),
  description: 'Left the canonical name, right what the application sees.',
});
export type Mapping = z.infer<typeof mapping>;
