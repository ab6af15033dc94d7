import * as z from 'zod';
import { backend } from './backend';
import { bucketName, canonicalName, environmentName, faultMessage } from './names';
import { day, expects, filled, text } from './scalars';

const revision = z
  .int()
  .min(1, faultMessage('wrong-type', 'a whole number from 1 on'))
  .describe('Counted up by hand: the value is written again where this has changed.');
const rotated = day.describe('The day on which the value was last replaced.').optional();
const previous = z
  .enum(['unrevoked', 'revoked'])
  .describe(
    'Whether what the value replaced has been revoked at its provider; written by fanout rotate and fanout rotate --revoked.',
  )
  .optional();

/** Ciphertext under the environment's key: base64 of what KMS returned. */
export const kmsValue = z
  .strictObject({
    kms: z.string().describe('Ciphertext, written by fanout set.'),
    rotated,
    previous,
    sameAs: z
      .string()
      .describe(
        'The ciphertext that this one was made from inside of KMS, for another name or under another key; written by fanout rename and fanout rekey.',
      )
      .optional(),
  })
  .describe('A secret, encrypted under the key of this environment.');
/** A key of an entry that is filled elsewhere, or the whole entry; read at every apply, written when `revision` changes. */
export const secretsManagerValue = z
  .strictObject({
    secretsManager: filled.describe('Name or ARN of an entry that is filled elsewhere.'),
    key: filled.describe('The key of its JSON object; the whole text without it.').optional(),
    revision,
    rotated,
    previous,
  })
  .describe('A secret that stands in Secrets Manager already.');
export const ssmValue = z
  .strictObject({ ssm: filled.describe('Name or ARN of a parameter.'), revision, rotated, previous })
  .describe('A secret that stands in the Parameter Store.');
export const variableValue = z
  .strictObject({
    variable: z.literal(true).describe('The value comes with TF_VAR_values at deploy time.'),
    revision,
    rotated,
    previous,
  })
  .describe('A secret that is handed to each deploy.');

/** Text (configuration), one of the four kinds of secret, or null: unset. */
export const environmentValue = z
  .union([z.null(), text, kmsValue, secretsManagerValue, ssmValue, variableValue])
  .meta(
    expects(
      'a text, nothing (unset), or exactly one of { kms }, { secretsManager, revision }, { ssm, revision } and { variable: true, revision }',
    ),
  );
export type EnvironmentValue = z.infer<typeof environmentValue>;

const accountFault = faultMessage('wrong-type', 'twelve digits in quotes');
const regionFault = faultMessage('wrong-type', 'an AWS region such as eu-central-1');
const recoveryFault = faultMessage(
  'wrong-type',
  'a number of days from 7 to 30, or 0 where the environment is not protected',
);

/** `environments/<name>.yaml`. `account` and `region` may be missing only where `extends` gives them. */
export const environment = z
  .strictObject({
    environment: environmentName.describe('The name of this environment; the same as the name of this file.'),
    extends: environmentName
      .describe('An environment from which values, account and region are inherited.')
      .optional(),
    protected: z
      .boolean()
      .describe('Developers are explicitly denied every entry of it. Only false lets them in.')
      .default(true),
    account: z
      .string(accountFault)
      .regex(/^\d{12}$/, accountFault)
      .describe('The AWS account: twelve digits in quotes.')
      .optional(),
    region: z
      .string(regionFault)
      .regex(/^[a-z]{2,}(?:-[a-z]+)+-\d+$/, regionFault)
      .describe('The AWS region, such as eu-central-1.')
      .optional(),
    branches: z
      .array(filled)
      .min(1, faultMessage('wrong-type', 'a list of at least one branch'))
      .describe('Source branches that this environment serves.')
      .optional(),
    backend: backend.optional(),
    recoveryWindow: z
      .int(recoveryFault)
      .min(0, recoveryFault)
      .max(30, recoveryFault)
      .refine((days) => days === 0 || days >= 7, recoveryFault)
      .describe(
        'Days in which a deleted entry can be restored: 7 to 30, or 0 where not protected. Default 30 where protected, else 7.',
      )
      .optional(),
    adopt: z
      .record(bucketName, filled)
      .describe(
        'ARNs of entries that exist already, by bucket. Terraform takes such an entry in as it is, and writes nothing to it while it stands here.',
      )
      .optional(),
    values: z
      .record(canonicalName, environmentValue)
      .nullable()
      .meta({
        ...expects('a map of canonical names'),
        description:
          'The value of each canonical name here: configuration, a kind of secret, or nothing yet.',
      })
      .transform((values) => values ?? {}),
  })
  .meta({
    ...expects('a map with the fields of an environment'),
    description: 'The values of one environment.',
  });
export type Environment = z.infer<typeof environment>;
