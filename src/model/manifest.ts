import * as z from 'zod';
import { access } from './access';
import { backend } from './backend';
import { bucketName, environmentName, faultMessage, mappingName, projectName, targetName } from './names';
import { expects, filled, reason, text } from './scalars';

const globs = z.array(filled).min(1, faultMessage('wrong-type', 'a list of at least one glob'));

const ofEveryLayer = {
  only: globs.describe('Globs over canonical names: take in these alone.').optional(),
  except: globs.describe('Globs over canonical names: leave these out.').optional(),
  override: z
    .record(targetName, reason)
    .describe('Targets of earlier layers that this one replaces, each with the reason.')
    .optional(),
};

export const originalsLayer = z
  .strictObject({
    originals: z.literal(true).describe('Every canonical name under its own name.'),
    ...ofEveryLayer,
  })
  .describe('Canonical names under their own names.');
export const mappingLayer = z
  .strictObject({ mapping: mappingName.describe('A file mappings/NAME.yaml.'), ...ofEveryLayer })
  .describe('Canonical names under the names that a mapping gives them.');
export const valuesLayer = z
  .strictObject({
    values: z
      .record(targetName, text)
      .describe('Targets and their templates: {NAME}, {NAME:urlencode}, {region}, {{ for a brace.'),
    ...ofEveryLayer,
  })
  .describe('Computed values.');
export const layer = z
  .union([originalsLayer, mappingLayer, valuesLayer])
  .meta(expects('a layer with exactly one of "originals: true", "mapping" and "values"'));
export type Layer = z.infer<typeof layer>;

export const bucket = z
  .strictObject({
    description: z.string().describe('Who reads this entry, and what for.').optional(),
    secretName: text
      .describe('The name of its entry: {project}, {environment} and {bucket} are filled in.')
      .optional(),
    include: z
      .array(layer)
      .min(1, faultMessage('wrong-type', 'a list of at least one layer'))
      .describe('What the bucket takes in. A later layer never silently wins.'),
    environments: z
      .array(environmentName)
      .min(1, faultMessage('wrong-type', 'a list of at least one environment'))
      .describe('Where the bucket exists; in every environment without this.')
      .optional(),
    allowReserved: z
      .record(targetName, reason)
      .describe('Targets that change how a process runs and are wanted all the same, each with the reason.')
      .optional(),
    nested: z
      .string()
      .regex(
        /^_+$/,
        faultMessage('wrong-type', 'the underscores between the parts of a nested name, such as "__"'),
      )
      .describe('What separates the parts of a name for a nested settings reader, such as "__".')
      .optional(),
    excludeFromPreview: z
      .array(targetName)
      .describe('Targets that a preview deployment must set for itself.')
      .optional(),
  })
  .describe("One consumer's entry, per environment.");
export type Bucket = z.infer<typeof bucket>;

/** What fanout sets itself on every entry. */
export const ownTags = ['Project', 'Environment', 'Bucket', 'ManagedBy'] as const;

/** Limits of tags: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
    faultMessage(
      'invalid-name',
      'the key of an AWS tag: 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:',
    ),
  )
  .refine(
    (key) => !ownTags.some((own) => own.toLowerCase() === key.toLowerCase()),
    faultMessage('invalid-name', `a tag of yours: ${ownTags.join(', ')} are set by fanout`),
  );
const tagValue = text.refine(
  (value) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value),
  faultMessage('wrong-type', 'the value of an AWS tag: up to 256 letters, digits, spaces and _.:/=+-@'),
);

export const defaultSecretName = '{project}/{environment}/{bucket}';
export const defaultPublicPrefixes = [
  'NEXT_PUBLIC_',
  'VITE_',
  'REACT_APP_',
  'PUBLIC_',
  'EXPO_PUBLIC_',
  'NUXT_PUBLIC_',
  'GATSBY_',
];

/** `fanout.yaml`. */
export const manifest = z
  .strictObject({
    project: projectName.describe('The name of the project; part of what every ciphertext is bound to.'),
    secretName: text
      .describe('The names of entries: {project}, {environment} and {bucket} are filled in.')
      .default(defaultSecretName),
    tags: z
      .record(tagKey, tagValue)
      .describe('Tags of every entry and key, beside Project, Environment, Bucket and ManagedBy.')
      .default({}),
    publicPrefixes: z
      .array(filled)
      .describe('Beginnings of targets that are compiled into what browsers load.')
      .default(defaultPublicPrefixes),
    foundation: z
      .strictObject({ backend: backend.optional() })
      .describe('The stack that holds the keys.')
      .default({}),
    retired: z
      .array(environmentName)
      .describe('Environments whose file is gone on purpose; without this their key is never let go.')
      .default([]),
    buckets: z.record(bucketName, bucket).describe('One entry per bucket and environment.'),
    access: access.optional(),
  })
  .meta({ ...expects('a map with the fields of a manifest'), description: 'What is fanned out to whom.' });
export type Manifest = z.infer<typeof manifest>;
