import * as z from 'zod';
import { count, diagnostics, layer, origin } from './output-parts';

const name = z.string().describe('A canonical name.');
const names = z.array(z.string());
const target = z.string();
const bucket = z.string();
const environment = z.string();
const text = z.string().nullable();
const replaced = {
  from: text.describe('Null where there was none, or where it may not be shown.'),
  to: text.describe('Null where there is none, or where it may not be shown.'),
};
const source = z.enum(['config', 'kms', 'secretsManager', 'ssm', 'variable', 'unset']);
const status = z.enum(['ready', 'new', 'incomplete']);
const gained = names.describe('Secrets that were there before, and that these buckets did not hold.');

const reach = z
  .array(z.strictObject({ bucket, targets: z.array(target) }))
  .describe('What it touches: buckets, and targets in them.');

const circumstances = {
  weight: z.enum(['access', 'loss', 'protected', 'rest']),
  environments: z.array(environment).describe('Empty where it is about the workspace as a whole.'),
  reach,
  restarts: z.array(bucket).describe('Buckets that get a new version: what reads them must start anew.'),
  warning: text,
};

function change<K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) {
  return z.strictObject({ kind: z.literal(kind), ...circumstances, ...shape });
}

const changes = z.discriminatedUnion('kind', [
  change('name-added', { name, source, value: text }),
  change('name-removed', { name }),
  change('name-renamed', { name, was: name }),
  change('value-set', { name }),
  change('value-unset', { name }),
  change('rotated', { name }),
  change('re-encrypted', { name }),
  change('reverted', {
    name,
    since: text.describe('The day on which the earlier ciphertext came; null for a revision.'),
  }),
  change('source-changed', { name, from: source, to: source }),
  change('config-changed', { name, ...replaced }),
  change('target-added', { origin, gained }),
  change('target-removed', { origin }),
  change('target-renamed', { target, was: target }),
  change('target-changed', { target, from: origin, to: origin, gained }),
  change('layer-moved', { from: layer, to: layer }),
  change('bucket-added', { bucket, secretName: z.string(), status, gained }),
  change('bucket-removed', { bucket, secretName: z.string() }),
  change('status-changed', { bucket, from: status, to: status, unset: names }),
  change('entry-renamed', { bucket, ...replaced }),
  change('tag-changed', { tag: z.string(), ...replaced }),
  change('entry-adopted', { bucket }),
  change('entry-taken-over', { bucket }),
  change('preview-changed', { bucket, excluded: z.array(target), included: z.array(target) }),
  change('environment-added', { extends: text }),
  change('environment-removed', {}),
  change('environment-renamed', { was: environment }),
  change('environment-changed', {
    field: z.enum(['protected', 'account', 'region', 'extends', 'backend', 'branches', 'recoveryWindow']),
    ...replaced,
  }),
  change('canonical-changed', {
    name,
    field: z.enum([
      'kind',
      'public',
      'final',
      'environments',
      'plain',
      'format',
      'minLength',
      'rotateEvery',
      'expires',
    ]),
    ...replaced,
  }),
  change('manifest-changed', {
    field: z.enum([
      'project',
      'publicPrefixes',
      'retired',
      'foundation',
      'allowReserved',
      'override',
      'nested',
    ]),
    bucket: text,
    target: text,
    ...replaced,
  }),
  change('access-gained', { principal: z.string(), deeds: names }),
  change('access-lost', { principal: z.string(), deeds: names }),
  change('access-changed', {
    part: z
      .string()
      .describe("A path in the manifest's access section; in the texts of its lists … is what both have."),
    ...replaced,
  }),
]);

const version = z.int().nullable();

/** The commit that was compared with. */
export const diffBase = z.strictObject({
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  ref: z.string().describe('What the commit was found by.'),
  isMergeBase: z.boolean(),
  state: z
    .enum(['planned', 'faulty', 'unreadable', 'none'])
    .describe('faulty: with errors of its own; unreadable, none: everything here is shown as new.'),
  shallow: z.boolean(),
  diagnostics,
});

export const diffOutput = z.strictObject({
  base: diffBase.nullable().describe('Null where nothing was compared, since this side cannot be read.'),
  summary: z.strictObject({
    changes: count,
    access: count,
    loss: count,
    protected: count,
    rest: count,
    errors: count,
    warnings: count,
  }),
  changes: z
    .array(changes)
    .describe('Who can read what first, then what disappears, then protected environments.'),
  versions: z
    .array(z.strictObject({ environment, bucket, before: version, after: version, restart: z.boolean() }))
    .describe('Entries that are written anew, or no longer.'),
  parity: z
    .array(
      z.strictObject({
        environment,
        name,
        why: z.enum(['unset', 'missing', 'absent']).describe('absent: on purpose.'),
        elsewhere: z.array(environment),
        fresh: z.boolean().describe('Whether it was otherwise on the base.'),
      }),
    )
    .describe('What a protected environment lacks and another one has.'),
  diagnostics,
});
