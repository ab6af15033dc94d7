import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { EnvironmentAccess, PolicyDocument } from '../../access';
import type { BucketName } from '../../model';
import { entriesOf } from '../../plan';
import type { EnvironmentPlan } from '../../plan/plan';
import { expression, quoted } from '../escape';
import { Role, roleAddresses } from './role';
import { serviceOutput } from './service-output';

export interface EnvironmentAccessProps {
  readonly environment: EnvironmentPlan;
  readonly access: EnvironmentAccess;
  readonly tags: Readonly<Record<string, string>>;
  readonly textOf: (document: PolicyDocument) => string;
}

/** Roles of the services of an environment, and the policies of its entries. */
export class EnvironmentAccessResources extends Construct {
  constructor(scope: Construct, id: string, { environment, access, tags, textOf }: EnvironmentAccessProps) {
    super(scope, id);
    const policies = new Construct(this, 'policies');
    for (const [bucket, document] of policiesOf(environment, access)) {
      const policy = new SecretsmanagerSecretPolicy(policies, bucket, {
        secretArn: expression(`aws_secretsmanager_secret.${bucket}.arn`),
        policy: textOf(document),
        blockPublicPolicy: true,
      });
      policy.overrideLogicalId(bucket);
    }
    const roles = new Construct(this, 'roles');
    for (const role of access.roles) new Role(roles, role.id, { role, tags, textOf });
    const outputs = access.services.map(
      (service) => `${quoted(service.name)} = ${serviceOutput(service, environment)}`,
    );
    // Directly in the stack, since an output's name is contract as well.
    new TerraformOutput(scope, 'services', {
      value: expression(`{ ${outputs.join(', ')} }`),
      staticId: true,
    });
  }
}

/** Only of buckets that the stack makes, and writes to. */
const policiesOf = (
  { buckets }: EnvironmentPlan,
  { entryPolicies }: EnvironmentAccess,
): readonly [BucketName, PolicyDocument][] =>
  entriesOf<BucketName, PolicyDocument>(entryPolicies).filter(
    ([bucket]) => Object.hasOwn(buckets, bucket) && buckets[bucket]?.adopts === undefined,
  );

export const environmentAccessAddresses = (
  environment: EnvironmentPlan,
  access: EnvironmentAccess | undefined,
): readonly string[] =>
  access === undefined
    ? []
    : [
        ...policiesOf(environment, access).map(([bucket]) => `aws_secretsmanager_secret_policy.${bucket}`),
        ...roleAddresses(access.roles),
      ];
