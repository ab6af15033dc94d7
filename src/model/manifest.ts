import { z } from 'zod';
import { backend } from './backend';
import { bucketName, environmentName, faultMessage, mappingName, projectName, targetName } from './names';
import { reason, text } from './scalars';

const filled = z.string().min(1, faultMessage('wrong-type', 'a text that is not empty'));
const globs = z.array(filled).min(1, faultMessage('wrong-type', 'at least one glob over canonical names'));

const ofEveryLayer = {
  only: globs.optional(),
  except: globs.optional(),
  /** Targets of earlier layers that this one replaces, each with the reason. */
  override: z.record(targetName, reason).optional(),
};

export const originalsLayer = z.strictObject({ originals: z.literal(true), ...ofEveryLayer });
export const mappingLayer = z.strictObject({ mapping: mappingName, ...ofEveryLayer });
export const valuesLayer = z.strictObject({ values: z.record(targetName, text), ...ofEveryLayer });
export const layer = z.union([originalsLayer, mappingLayer, valuesLayer]);
export type Layer = z.infer<typeof layer>;

export const bucket = z.strictObject({
  description: z.string().optional(),
  secretName: text.optional(),
  include: z.array(layer).min(1, faultMessage('wrong-type', 'at least one layer')),
  environments: z
    .array(environmentName)
    .min(1, faultMessage('wrong-type', 'at least one environment'))
    .optional(),
  allowReserved: z.record(targetName, reason).optional(),
  nested: z
    .string()
    .regex(/^_+$/, faultMessage('wrong-type', 'the underscores between the parts of a nested name, such as "__"'))
    .optional(),
  excludeFromPreview: z.array(targetName).optional(),
});
export type Bucket = z.infer<typeof bucket>;

/** What fanout sets itself on every entry. */
export const ownTags = ['Project', 'Environment', 'Bucket', 'ManagedBy'] as const;

/** Limits of tags: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
    faultMessage('invalid-name', 'the key of an AWS tag: 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:'),
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
export const manifest = z.strictObject({
  project: projectName,
  secretName: text.default(defaultSecretName),
  tags: z.record(tagKey, tagValue).default({}),
  publicPrefixes: z.array(filled).default(defaultPublicPrefixes),
  foundation: z.strictObject({ backend: backend.optional() }).default({}),
  /** Environments whose file is gone on purpose; without this their key is never let go. */
  retired: z.array(environmentName).default([]),
  buckets: z.record(bucketName, bucket),
});
export type Manifest = z.infer<typeof manifest>;
