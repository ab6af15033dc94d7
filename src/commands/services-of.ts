import { accountScopes } from '../access/scope';
import { servicesIn } from '../access/services';
import type { BucketName, EnvironmentName, Manifest, ServiceName } from '../model';
import type { FanOutPlan } from '../plan';

/** The services that read a bucket in an environment, in code unit order; none where the manifest names no service. */
export function servicesOf(
  manifest: Manifest,
  plan: FanOutPlan,
): (environment: EnvironmentName, bucket: BucketName) => readonly ServiceName[] {
  const scopes = manifest.access === undefined ? [] : accountScopes(manifest, manifest.access, plan);
  const placed = scopes.flatMap((scope) =>
    scope.environments.flatMap((environment) => servicesIn(scope, environment)),
  );
  return (environment, bucket) =>
    placed
      .filter((service) => service.environment.name === environment && service.buckets.includes(bucket))
      .map(({ name }) => name);
}
