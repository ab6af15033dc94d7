import * as z from 'zod';
import { diagnostics } from './output-parts';

const names = z.array(z.string()).describe('In code unit order.');

export const adoptOutput = z.strictObject({
  status: z
    .enum(['written', 'dry-run', 'nothing', 'declined', 'refused'])
    .describe('Only written has changed anything.'),
  environment: z.string(),
  file: z.string().nullable().describe("The environment's file, relative to the workspace."),
  entries: z.array(
    z.strictObject({
      bucket: z.string(),
      secretName: z.string(),
      existence: z
        .enum(['missing', 'scheduled', 'ours', 'foreign'])
        .describe('scheduled: for deletion. ours: it carries the tags of this workspace.'),
      arn: z.string().nullable().describe('Null where it is missing.'),
      adopted: z.boolean().describe("Whether the environment's file adopted it before."),
      keys: z
        .strictObject({ missing: names, unplanned: names })
        .nullable()
        .describe('Against the plan; null where they were not compared.'),
      uncompared: z.string().nullable().describe('Why the keys were not compared.'),
      changes: z
        .array(
          z.strictObject({
            attribute: z.string().describe('tag NAME, description or key.'),
            from: z.string().nullable(),
            to: z.string().nullable(),
          }),
        )
        .describe('What a deploy changes once the entry is taken over.'),
    }),
  ),
  imports: z
    .array(z.strictObject({ to: z.string().describe('Address.'), id: z.string().describe('ARN.') }))
    .describe('What Terraform is to take into its state.'),
  diagnostics,
});
