import { z } from 'zod';
import { backend } from './backend';
import { canonicalName, environmentName, faultMessage } from './names';
import { day, text } from './scalars';

const revision = z.int().min(1, faultMessage('wrong-type', 'a whole number from 1 on'));
const rotated = day.optional();
const filled = z.string().min(1, faultMessage('wrong-type', 'a text that is not empty'));

/** Ciphertext under the environment's key: base64 of what KMS returned. */
export const kmsValue = z.strictObject({ kms: z.string(), rotated });
/** A key of an entry that is filled elsewhere, or the whole entry; read at every apply, written when `revision` changes. */
export const secretsManagerValue = z.strictObject({
  secretsManager: filled,
  key: filled.optional(),
  revision,
  rotated,
});
export const ssmValue = z.strictObject({ ssm: filled, revision, rotated });
export const variableValue = z.strictObject({ variable: z.literal(true), revision, rotated });

/** Text (configuration), one of the four kinds of secret, or null: unset. */
export const environmentValue = z.union([
  z.null(),
  text,
  kmsValue,
  secretsManagerValue,
  ssmValue,
  variableValue,
]);
export type EnvironmentValue = z.infer<typeof environmentValue>;

/** `environments/<name>.yaml`. `account` and `region` may be missing only where `extends` gives them. */
export const environment = z.strictObject({
  environment: environmentName,
  extends: environmentName.optional(),
  protected: z.boolean().default(true),
  account: z
    .string(faultMessage('wrong-type', 'twelve digits in quotes'))
    .regex(/^\d{12}$/, faultMessage('wrong-type', 'twelve digits in quotes'))
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2,}(?:-[a-z]+)+-\d+$/, faultMessage('wrong-type', 'an AWS region such as eu-central-1'))
    .optional(),
  branches: z.array(filled).min(1, faultMessage('wrong-type', 'at least one branch')).optional(),
  backend: backend.optional(),
  recoveryWindow: z
    .int()
    .refine(
      (days) => days === 0 || (days >= 7 && days <= 30),
      faultMessage('wrong-type', 'a number of days from 7 to 30, or 0 where the environment is not protected'),
    )
    .optional(),
  values: z
    .record(canonicalName, environmentValue)
    .nullable()
    .transform((values) => values ?? {}),
});
export type Environment = z.infer<typeof environment>;
