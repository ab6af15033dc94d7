import * as z from 'zod';
import { canonicalNames, diagnostics, location } from './output-parts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const rotation = z.strictObject({
  environment: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  source: z.enum(['config', 'kms', 'secretsManager', 'ssm', 'variable']),
  rotated: day.nullable().describe('When it was last replaced; null where nothing says so.'),
  every: z.string().nullable().describe('90d, 1y or manual.'),
  expires: day.nullable(),
  due: day.nullable().describe('From when on it is to be replaced; null where nothing says one.'),
  previous: z.enum(['unrevoked', 'revoked']).nullable().describe('Of what it replaced.'),
  location,
});

export const rotateDueOutput = z.strictObject({
  today: day,
  until: day.describe('The last day that was asked about.'),
  due: z.array(rotation).describe('To be replaced by then, the oldest first.'),
  unrevoked: z.array(rotation).describe('Replaced, and still to be revoked; the longest ago first.'),
  unknown: z.array(rotation).describe('To be replaced in time, but nothing says from when they are.'),
  manual: z.array(rotation).describe('Replaced by hand; the longest ago first.'),
  diagnostics: diagnostics.describe('Errors that kept files from being looked through.'),
});

const status = z.enum(['written', 'partly', 'dry-run', 'declined', 'refused']);

export const rotateOutput = z.strictObject({
  status: status.describe('partly: see left.'),
  name: z.string(),
  reach: z
    .array(
      z.strictObject({
        environment: z.string(),
        protected: z.boolean(),
        inheritedFrom: z.string().nullable().describe('In whose file the value stands, if not in its own.'),
        buckets: z.array(
          z.strictObject({
            bucket: z.string(),
            targets: z.array(z.string()),
            restart: z.array(z.string()).describe('Services that read the old value until they start anew.'),
          }),
        ),
      }),
    )
    .describe('Everything that the value goes into.'),
  places: z
    .array(
      z.strictObject({
        environment: z.string(),
        name: z.string(),
        kind: z.enum(['value', 'revision']),
        file: z.string(),
        line: z.int().min(1),
        revision: z.int().min(1).nullable().describe('Of a reference: the new one.'),
        publicKey: z.string().nullable().describe('Of a generated key pair: the public half, as PEM.'),
        revoke: z.boolean().describe('Whether what stood there is to be revoked at its provider.'),
      }),
    )
    .describe('What was written; on a dry run what would be.'),
  left: z
    .array(z.strictObject({ environment: z.string(), reason: z.string() }))
    .describe('Environments in which nothing was written.'),
  diagnostics,
});

export const rotateRevokedOutput = z.strictObject({
  status: z.enum(['written', 'unchanged', 'dry-run', 'declined', 'refused']),
  environment: z.string().nullable().describe('Null where nothing came of it.'),
  names: canonicalNames.describe('Of which it is noted, or would be, that what they held before is revoked.'),
  diagnostics,
});
