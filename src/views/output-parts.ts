import * as z from 'zod';

const severity = z.enum(['error', 'warning']);
export const location = z.strictObject({
  file: z.string().describe('Relative to the workspace, with forward slashes.'),
  line: z.int().min(1),
  column: z.int().min(1).describe('1-based, in UTF-16 code units.'),
});

const diagnostic = z.strictObject({
  code: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  severity,
  message: z.string(),
  location: location.nullable().describe('Null where the fault has no place in a file.'),
  related: z.array(location.extend({ message: z.string() })),
  hint: z.string(),
});
/** What is wrong, as every command prints it. */
export const diagnostics = z.array(diagnostic).describe('Sorted by place; those without one first.');

export const count = z.int().min(0);

/** What there is, and what is wrong with it. */
export const summary = z.strictObject({
  errors: count,
  warnings: count,
  environments: count,
  buckets: count.describe('Different ones over all environments.'),
  targets: count.describe('Different ones over all environments, by bucket.'),
});

export const canonicalNames = z.array(z.string());
export const origin = z
  .union([
    z.strictObject({ secret: z.string() }),
    z.strictObject({ config: z.string() }),
    z.strictObject({ template: z.string(), secrets: canonicalNames, config: canonicalNames }),
  ])
  .describe('Where a value comes from: a secret, a configuration value, or a template over both.');

export const layer = z.string().regex(/^(?:originals|values|mapping:[a-z0-9-]+)$/);
