import type { Conditions, OneOrMore } from './policy';
import type { AccessEnvironment } from './scope';

/** Nobody is called this: it stands where a principal has no tag, so that a variable always has a value. */
export const nobody = 'unassigned';

/** The value of the principal's tag that says which developer it is, as IAM fills it in. */
const developerVariable = (identityTag: string): string => `\${aws:PrincipalTag/${identityTag}, '${nobody}'}`;

/** The caller's own variant of an environment. */
export const ownEnvironment = (environment: string, identityTag: string): string =>
  `${environment}-${developerVariable(identityTag)}`;

export const taggedAs = (project: string, environments: readonly string[]): Conditions => ({
  StringEquals: { 'aws:ResourceTag/Project': project, 'aws:ResourceTag/Environment': environments },
});

/** A service that KMS is called through, in the region of an environment. */
export const viaService = (service: string, region: string): string =>
  `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/** Use of a key by Secrets Manager alone, on its caller's behalf. */
export const throughSecretsManager = ({ region }: Pick<AccessEnvironment, 'region'>): Conditions => ({
  StringEquals: { 'kms:ViaService': viaService('secretsmanager', region) },
});

/** Use of a key by Secrets Manager for these entries alone. */
export const throughSecretsManagerFor = (
  environment: Pick<AccessEnvironment, 'region'>,
  entries: readonly string[],
): Conditions => ({
  ...throughSecretsManager(environment),
  ArnLike: { 'kms:EncryptionContext:SecretARN': entries },
});

/** What values in git are bound to. */
export const inContext = (project: string, environments: OneOrMore): Conditions => ({
  StringEquals: {
    'kms:EncryptionContext:project': project,
    'kms:EncryptionContext:environment': environments,
  },
});

/** All of these conditions at once. Where two name the same key under the same operator, the later one counts. */
export function both(...parts: readonly Conditions[]): Conditions {
  const merged: Record<string, Record<string, OneOrMore>> = {};
  for (const part of parts) {
    for (const [operator, keys] of Object.entries(part)) merged[operator] = { ...merged[operator], ...keys };
  }
  return merged;
}
