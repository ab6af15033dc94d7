import * as z from 'zod';
import { diffBase } from './diff-schema';
import { count, diagnostics } from './output-parts';

const text = z.string().nullable();
const sids = z.array(z.string());

const named = {
  address: z.string().describe("Terraform's."),
  subject: z.enum([
    'entry',
    'version',
    'entry-policy',
    'key',
    'key-alias',
    'role',
    'role-policy',
    'policy',
    'attachment',
    'identity-provider',
    'marker',
    'other',
  ]),
  bucket: text.describe('Whose entry it is or belongs to; null where it belongs to none.'),
  name: z.string().describe("In AWS; of what belongs to an entry, the entry's."),
};

const details = z.array(
  z.strictObject({
    attribute: z.string(),
    key: text.describe('Which tag it is, where it is one.'),
    from: text.describe('Null where there was none, or where it is not shown.'),
    to: text.describe('Null where there is none, or where it is not shown.'),
    statements: z
      .strictObject({ added: sids, removed: sids, changed: sids })
      .nullable()
      .describe('Of a policy, by Sid.'),
  }),
);

export const tfPlanOutput = z.strictObject({
  plan: z
    .strictObject({
      stack: z.string(),
      refreshed: z.boolean().describe('Whether AWS was asked how things stand.'),
      base: diffBase.nullable().describe('Null where nothing was to be compared.'),
      comparison: z
        .enum(['compared', 'undeployed', 'faulty-base', 'left-out'])
        .describe('undeployed: nothing of the stack is in the state.'),
      summary: z.strictObject({ changes: count, destroying: count, deviations: count }),
      changes: z
        .array(
          z.strictObject({
            ...named,
            deed: z.enum([
              'created',
              'imported',
              'changed',
              'replaced',
              'destroyed',
              'forgotten',
              'moved',
              'first-version',
              'new-version',
            ]),
            details,
            destroysValues: z.boolean(),
          }),
        )
        .describe('What a deploy does.'),
      deviations: z
        .array(
          z.strictObject({
            ...named,
            kind: z.enum([
              'changed-outside',
              'gone-outside',
              'superseded-outside',
              'other-version',
              'unforetold',
              'more',
              'already',
              'absent',
              'present',
              'stray',
            ]),
            details,
          }),
        )
        .describe('What the change of the files does not foretell.'),
    })
    .nullable()
    .describe('Null where the stack cannot be synthesized.'),
  diagnostics,
});
