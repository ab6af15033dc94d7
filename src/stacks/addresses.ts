import { compareText } from '../diagnostics';
import type { EnvironmentPlan } from '../plan/plan';
import type { Addresses } from './check-synthesized';
import type { FoundationStackPlan } from './foundation-stacks';

/** Addresses are contract: a resource whose address changes is destroyed and made again. */
export function environmentAddresses({ buckets }: EnvironmentPlan): Addresses {
  return Object.keys(buckets)
    .flatMap((bucket) => [
      `aws_secretsmanager_secret.${bucket}`,
      `aws_secretsmanager_secret_version.${bucket}`,
    ])
    .sort(compareText);
}

export function foundationAddresses({ keys }: FoundationStackPlan): Addresses {
  const ofKeys = keys.flatMap(({ environment }) => [
    `aws_kms_alias.${environment}`,
    `aws_kms_key.${environment}`,
  ]);
  return [...ofKeys, `terraform_data.${guardId}`].sort(compareText);
}

/** Terraform prints it where it refuses to go on, so it says why. */
export const guardId = 'environment_vanished_without_being_retired';
