import {
  SecretsmanagerSecret,
  type SecretsmanagerSecretConfig,
} from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';
import type { BucketPlan, EnvironmentPlan } from '../plan/plan';
import { entryExpression } from './entry-expression';
import { literal, quoted } from './escape';

export interface BucketEntryProps {
  readonly bucket: BucketPlan;
  readonly environment: EnvironmentPlan;
  readonly project: string;
  /** ARN of the environment's key. */
  readonly keyArn: string;
}

/**
 * The Secrets Manager entry of one bucket: the secret, and its version once there is a value.
 *
 * Both have the bucket's name for their logical id: it is legal, unique, and what people look for in a plan.
 */
export class BucketEntry extends Construct {
  /** Terraform code of what is said about the entry after a deploy; never a value. */
  readonly outputCode: string;

  constructor(scope: Construct, id: string, props: BucketEntryProps) {
    super(scope, id);
    const { bucket, environment } = props;
    if (bucket.status === 'incomplete' && bucket.adopts === undefined) {
      throw new Error(`Bucket ${bucket.name} is incomplete in ${environment.name} and cannot be synthesized`);
    }
    const secret = new SecretsmanagerSecret(this, 'secret', {
      name: literal(bucket.secretName),
      ...(bucket.description === undefined ? {} : { description: literal(bucket.description) }),
      kmsKeyId: props.keyArn,
      recoveryWindowInDays: environment.recoveryWindow,
      tags: literalValues(bucket.tags),
      ...lifecycleOf(props),
    });
    secret.overrideLogicalId(bucket.name);
    if (bucket.adopts !== undefined) secret.importFrom(literal(bucket.adopts));
    const version = new SecretsmanagerSecretVersion(this, 'version', {
      secretId: secret.id,
      ...(bucket.version === null ? withoutVersion : writtenVersion(props, bucket.version)),
    });
    version.overrideLogicalId(bucket.name);
    this.outputCode = outputCode(bucket);
  }
}

/** What is being adopted stays as it is, tags and key included, until the team lets Terraform write to it. */
function lifecycleOf({
  bucket,
  environment,
}: BucketEntryProps): Pick<SecretsmanagerSecretConfig, 'lifecycle'> {
  const lifecycle = {
    ...(environment.protected ? { preventDestroy: true } : {}),
    ...(bucket.adopts === undefined ? {} : { ignoreChanges: 'all' as const }),
  };
  return Object.keys(lifecycle).length === 0 ? {} : { lifecycle };
}

function writtenVersion({ bucket, environment, project }: BucketEntryProps, version: number) {
  const { name, region, account, sources } = environment;
  return {
    secretStringWo: entryExpression(bucket, { name, region, account, sources, project }),
    secretStringWoVersion: version,
  };
}

/**
 * An entry that has no value yet has no version. Should it have had one before, Terraform refuses: with the block
 * gone it would destroy the version without a word.
 */
const withoutVersion = {
  count: 0,
  secretStringWo: '{}',
  secretStringWoVersion: 1,
  lifecycle: { preventDestroy: true },
} as const;

function literalValues(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [literal(key), literal(text)]));
}

function outputCode({ name, version: number, fingerprint }: BucketPlan): string {
  const secret = `aws_secretsmanager_secret.${name}`;
  const version = number !== null ? `aws_secretsmanager_secret_version.${name}.version_id` : 'null';
  const fields = [
    `name = ${secret}.name`,
    `arn = ${secret}.arn`,
    `version_id = ${version}`,
    `fingerprint = ${fingerprint === null ? 'null' : quoted(fingerprint)}`,
  ];
  return `{ ${fields.join(', ')} }`;
}
