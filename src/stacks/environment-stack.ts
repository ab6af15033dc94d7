import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { TerraformLocal, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { EnvironmentAccess } from '../access';
import type { BucketPlan, EnvironmentPlan } from '../plan/plan';
import { EnvironmentAccessResources } from './access/environment-access';
import { policyText } from './access/policy-text';
import { BucketEntry } from './bucket-entry';
import { secretsIn } from './entry-expression';
import { EphemeralResource } from './ephemeral-resource';
import { expression, literal, quoted } from './escape';
import { addProvider } from './provider';
import { addRequirements } from './requirements';
import { addBackend, type StateLocation } from './state-location';
import { tagsOf } from './tags';
import { valueBlocks } from './value-blocks';
import { addPlanOnly, addValues, dependingOnPlanOnly } from './variables';

export interface EnvironmentStackProps {
  readonly project: string;
  /** Tags of everything, beside fanout's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly environment: EnvironmentPlan;
  readonly state: StateLocation;
  /** @default - no roles, and no policies of entries */
  readonly access?: EnvironmentAccess;
}

/**
 * Terraform prints an address with every error: where there is no key yet, this one says what to do. The provider's
 * own words are "empty result".
 */
export const keyId = 'key_of_the_foundation_stack_which_is_deployed_first';

/** One environment: an entry for each of its buckets, and the values that go into them. Named after the environment. */
export class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, props: EnvironmentStackProps) {
    const { environment, project } = props;
    super(scope, environment.name);
    addRequirements(this);
    addBackend(this, props.state);
    addPlanOnly(this);
    const { account, region } = environment;
    addProvider(this, { account, region: dependingOnPlanOnly(region) });

    const key = new DataAwsKmsAlias(this, keyId, { name: literal(environment.keyAlias) });
    const buckets = Object.values<BucketPlan>(environment.buckets);
    this.addSecrets(environment, buckets);
    const entries = new Construct(this, 'entries');
    const outputs = buckets.map((bucket) => {
      const entry = new BucketEntry(entries, bucket.name, {
        bucket,
        environment,
        project,
        keyArn: key.targetKeyArn,
      });
      return `${quoted(bucket.name)} = ${entry.outputCode}`;
    });
    const { access } = props;
    if (access !== undefined) {
      new EnvironmentAccessResources(this, 'access', {
        environment,
        access,
        tags: tagsOf(props.tags, { project, environment: environment.name }),
        // No policy of this stack speaks of another key than its own.
        textOf: (document) => policyText(document, () => `data.aws_kms_alias.${keyId}.target_key_arn`),
      });
    }
    new TerraformOutput(this, 'buckets', { value: expression(`{ ${outputs.join(', ')} }`), staticId: true });
  }

  /** Ephemeral values of all secrets that a version is made of, each as `local.<NAME>`. */
  private addSecrets(environment: EnvironmentPlan, buckets: readonly BucketPlan[]): void {
    const names = secretsIn(buckets.filter(({ version }) => version !== null));
    const { ephemerals, locals, variables } = valueBlocks(
      environment,
      names,
      `data.aws_kms_alias.${keyId}.name`,
    );
    addValues(this, variables);
    // Constructs of their own keep names that a user chose away from each other and from those of the stack.
    const sources = new Construct(this, 'sources');
    for (const { type, id, arguments: args } of ephemerals) {
      const block = new EphemeralResource(sources, `${type}-${id}`, {
        type,
        arguments: args,
        count: expression('var.plan_only ? 0 : 1'),
      });
      block.overrideLogicalId(id);
    }
    for (const [name, code] of locals) {
      new TerraformLocal(sources, `local-${name}`, expression(code)).overrideLogicalId(name);
    }
  }
}
