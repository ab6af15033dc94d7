import * as z from 'zod';
import { count, diagnostics } from './output-parts';

const text = z.string();
const texts = z.array(text);
const sids = texts.describe('Sids; a statement without one is called by its place, such as #1.');

const about = {
  weight: z
    .enum(['loss', 'values', 'access', 'rest'])
    .describe('loss: cannot be read, now or soon. values: what is read is something else.'),
  environment: text,
  bucket: text.nullable().describe('Null where it is about the environment, or about an entry of no bucket.'),
  secretName: text.nullable().describe('Null where it is about the environment.'),
  message: text,
  remedy: text.describe('What to do, or what the command does.'),
  command: text.nullable().describe('For a POSIX shell; null where no one command does it.'),
};

function finding<K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) {
  return z.strictObject({ kind: z.literal(kind), ...about, ...shape });
}

const findings = z.discriminatedUnion('kind', [
  finding('deleted', { arn: text }),
  finding('missing', {}),
  finding('scheduled-for-deletion', { date: z.iso.datetime() }),
  finding('replaced', { arn: text, deployed: text }),
  finding('not-in-state', { arn: text }),
  finding('key-missing', { alias: text, stack: text }),
  finding('key-unusable', { arn: text, state: text }),
  finding('no-current-version', { deployed: text }),
  finding('other-version', {
    how: z.enum(['rolled-back', 'written-outside', 'unknown']),
    current: text,
    since: z.iso.datetime().nullable().describe('Null where AWS does not say.'),
    deployed: text.nullable().describe('Null where there was none, or where the outputs were not read.'),
    isPrevious: z
      .boolean()
      .describe('Whether what was deployed is AWSPREVIOUS, so that a rollback brings it back.'),
  }),
  finding('policy-changed', {
    isPlanned: z
      .boolean()
      .describe('Whether the entry is to have a policy: one that is not is touched by no deploy.'),
    added: sids,
    removed: sids,
    changed: sids,
  }),
  finding('other-key', { key: text.nullable().describe("Null for the account's own key."), planned: text }),
  finding('rotation-enabled', {}),
  finding('replicated', { regions: texts }),
  finding('tag-changed', {
    tag: text,
    from: text.nullable().describe('As planned; null where there is to be none.'),
    to: text.nullable().describe('As it stands; null where it is gone.'),
  }),
  finding('description-changed', { from: text, to: text }),
  finding('unknown-entry', { arn: text }),
]);

export const driftOutput = z.strictObject({
  summary: z.strictObject({ findings: count, pending: count }),
  environments: z
    .array(
      z.strictObject({
        name: text,
        account: text,
        region: text,
        entries: count,
        outputs: z.boolean().describe('Whether versions were compared with those of the last deploy.'),
        unlisted: text
          .nullable()
          .describe('Why entries that no bucket has were not looked for; null where they were.'),
        strangers: z
          .record(text, count)
          .describe('Entries of environments that this workspace does not have, by their tag.'),
      }),
    )
    .describe('Those that were looked at; none where the files have errors.'),
  elsewhere: z
    .array(z.strictObject({ name: text, account: text }))
    .describe('Environments of other accounts, which were not looked at.'),
  findings: z.array(findings).describe('The heaviest first.'),
  pending: z
    .array(
      z.strictObject({
        kind: z.enum(['not-made', 'not-adopted', 'not-deployed', 'removal-not-deployed']),
        environment: text,
        bucket: text,
        secretName: text,
      }),
    )
    .describe('What the next deploy does by itself.'),
  diagnostics,
});
