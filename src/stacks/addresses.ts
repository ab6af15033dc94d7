import type { EnvironmentAccess, FoundationAccess } from '../access';
import { compareText } from '../diagnostics';
import type { EnvironmentPlan } from '../plan/plan';
import { environmentAccessAddresses } from './access/environment-access';
import { foundationAccessAddresses } from './access/foundation-access';
import type { Addresses } from './check-synthesized';
import type { FoundationStackPlan } from './foundation-stacks';

/** Addresses are contract: a resource whose address changes is destroyed and made again. */
export function environmentAddresses(environment: EnvironmentPlan, access?: EnvironmentAccess): Addresses {
  const ofEntries = Object.keys(environment.buckets).flatMap((bucket) => [
    `aws_secretsmanager_secret.${bucket}`,
    `aws_secretsmanager_secret_version.${bucket}`,
  ]);
  return [...ofEntries, ...environmentAccessAddresses(environment, access)].sort(compareText);
}

export function foundationAddresses({ keys }: FoundationStackPlan, access?: FoundationAccess): Addresses {
  const ofKeys = keys.flatMap(({ environment }) => [
    `aws_kms_alias.${environment}`,
    `aws_kms_key.${environment}`,
  ]);
  return [...ofKeys, `terraform_data.${guardId}`, ...foundationAccessAddresses(access)].sort(compareText);
}

/** Terraform prints it where it refuses to go on, so it says why. */
export const guardId = 'environment_vanished_without_being_retired';
