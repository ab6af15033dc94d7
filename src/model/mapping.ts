import { z } from 'zod';
import { canonicalName, faultMessage, targetName } from './names';

const targetNames = z.union([
  targetName,
  z.array(targetName).min(1, faultMessage('wrong-type', 'at least one target')),
]);

export const mappingEntry = z.union([
  ...targetNames.options,
  z.strictObject({ to: targetNames, optional: z.boolean().default(false) }),
]);
export type MappingEntry = z.infer<typeof mappingEntry>;

/** `mappings/<name>.yaml`: canonical name to what the application sees. */
export const mapping = z.record(canonicalName, mappingEntry);
export type Mapping = z.infer<typeof mapping>;
