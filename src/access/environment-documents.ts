import type { BucketName } from '../model';
import { compute, computeTrust } from './documents/compute';
import { deployersOf } from './documents/exceptions';
import { ecsTrust, execution } from './documents/execution';
import { secretPolicy } from './documents/secret-policy';
import { task } from './documents/task';
import { type Made, make, role, together } from './made';
import type { AccessEnvironment, AccountScope } from './scope';
import { documentName, type Placed, type RuntimeRoleKind, roleOf, servicesIn } from './services';
import type { Draft } from './statement';

/** What the stack of an environment makes. */
export function environmentDocuments(scope: AccountScope, environment: AccessEnvironment): Made {
  const buckets = hasEntryPolicies(scope, environment)
    ? (Object.keys(environment.entries) as BucketName[])
    : [];
  return together(...servicesIn(scope, environment).map((service) => serviceDocuments(scope, service)), {
    documents: buckets.map((bucket) =>
      make(
        `secret-policy.${environment.name}.${bucket}`,
        'secret-policy',
        secretPolicy(scope, environment, bucket),
      ),
    ),
  });
}

function serviceDocuments(scope: AccountScope, service: Placed): Made {
  const boundary = `runtime-boundary.${service.environment.name}`;
  const made = (kind: RuntimeRoleKind, identity: readonly Draft[], trust: readonly Draft[]): Made =>
    role({
      name: documentName(kind, service),
      arn: roleOf(scope, kind, service),
      identity,
      trust,
      boundary,
    });
  if (service.kind !== 'ecs') return made('compute', compute(scope, service), computeTrust(service));
  const trust = ecsTrust(service);
  return together(
    made('execution', execution(scope, service), trust),
    made('task', task(scope, service), trust),
  );
}

/** Whether the manifest asks for policies on the entries of an environment. */
export const wantsEntryPolicies = ({ access }: AccountScope, environment: AccessEnvironment): boolean =>
  access.entryPolicies === 'all' || (access.entryPolicies === 'protected' && environment.protected);

/** None is made that would lock out whoever deploys: that is an error of its own. */
const hasEntryPolicies = (scope: AccountScope, environment: AccessEnvironment): boolean =>
  wantsEntryPolicies(scope, environment) && deployersOf(scope, environment).length > 0;
