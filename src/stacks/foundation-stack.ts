import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DataResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { FoundationAccess } from '../access';
import type { KeyPlan } from '../plan/plan';
import { FoundationAccessResources } from './access/foundation-access';
import { policyText } from './access/policy-text';
import { guardId } from './addresses';
import { partitionOf } from './arn';
import { expression, literal, quoted } from './escape';
import type { FoundationStackPlan } from './foundation-stacks';
import { addProvider } from './provider';
import { regions } from './regions';
import { addRequirements } from './requirements';
import { addBackend, type StateLocation } from './state-location';
import { tagsOf } from './tags';

export interface FoundationStackProps {
  readonly project: string;
  /** Tags of everything, beside fanout's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly foundation: FoundationStackPlan;
  readonly state: StateLocation;
  /** @default - keys alone, with the policies that AWS gives them */
  readonly access?: FoundationAccess;
}

/** Days in which a key that was given up can be brought back: the longest that KMS allows. */
const deletionWindowInDays = 30;

/** The keys of one account, one for each environment in it. Deployed by a platform administrator, before anything else. */
export class FoundationStack extends TerraformStack {
  constructor(scope: Construct, props: FoundationStackProps) {
    super(scope, props.foundation.name);
    addRequirements(this);
    addBackend(this, props.state);
    this.addGuard(props.foundation);
    const providers = this.addProviders(props.foundation);
    const keys = new Construct(this, 'keys');
    for (const key of props.foundation.keys) {
      addKey(new Construct(keys, key.environment), key, props, providers.get(key.region));
    }
    const [first] = props.foundation.keys.map(({ region }) => region).sort();
    const provider = first === undefined ? undefined : providers.get(first);
    if (props.access !== undefined && provider !== undefined) {
      new FoundationAccessResources(this, 'access', {
        access: props.access,
        tags: tagsOf(props.tags, props),
        textOf: (document) => policyText(document, keyArnIn(props.foundation)),
        // IAM knows no regions: any that is in use will do.
        provider,
      });
    }
  }

  /**
   * One marker for each environment, which Terraform refuses to destroy. An environment that vanishes takes its key out
   * of the stack, `prevent_destroy` and all; its marker is what holds the whole plan back then.
   */
  private addGuard({ keys, retired }: FoundationStackPlan): void {
    const names = [...new Set([...keys.map(({ environment }) => environment), ...retired])].sort();
    const guard = new DataResource(this, 'environments', { lifecycle: { preventDestroy: true } });
    guard.overrideLogicalId(guardId);
    guard.addOverride('for_each', expression(`toset([${names.map(quoted).join(', ')}])`));
  }

  /**
   * One configuration of the provider for each region, by region: also where there is no key any more, since Terraform lets go
   * of what it has made only through the configuration that made it. One that nothing uses it does not even start.
   */
  private addProviders({ account, keys }: FoundationStackPlan): ReadonlyMap<string, AwsProvider> {
    const here = keys.map(({ region }) => region);
    const partitions = new Set(here.map(partitionOf));
    const near = regions.filter((region) => partitions.has(partitionOf(region)));
    const all = [...new Set([...here, ...near])].sort();
    return new Map(all.map((region) => [region, addProvider(this, { account, region, alias: region })]));
  }
}

/** Terraform code of the ARN of a key that the stack makes. */
const keyArnIn =
  ({ keys }: FoundationStackPlan) =>
  (environment: string): string | undefined =>
    keys.some((key) => key.environment === environment) ? `aws_kms_key.${environment}.arn` : undefined;

function addKey(
  scope: Construct,
  { environment, alias }: KeyPlan,
  { project, tags, access }: FoundationStackProps,
  provider: AwsProvider | undefined,
): void {
  if (provider === undefined) throw new Error(`There is no provider for the region of ${environment}`);
  const policy = access?.keyPolicies[environment];
  const key = new KmsKey(scope, 'key', {
    provider,
    description: `Values of ${project} in ${environment}`,
    deletionWindowInDays,
    enableKeyRotation: true,
    tags: tagsOf(tags, { project, environment }),
    // What it says of keys it says of this one, without naming it.
    ...(policy === undefined ? {} : { policy: policyText(policy, () => undefined) }),
    lifecycle: { preventDestroy: true },
  });
  key.overrideLogicalId(environment);
  const name = new KmsAlias(scope, 'alias', { provider, name: literal(alias), targetKeyId: key.keyId });
  name.overrideLogicalId(environment);
}
