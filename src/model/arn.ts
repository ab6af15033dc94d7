/** Partitions other than `aws`, by what their regions begin with. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

/** The part of AWS that a region belongs to, as ARNs name it. */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

export interface SecretArn {
  readonly region: string;
  readonly account: string;
  /** The name of the entry, without the hyphen and the six characters that AWS put behind it. */
  readonly name: string;
}

/** The parts of the whole ARN of an entry; null where a text is none. */
export function parseSecretArn(arn: string): SecretArn | null {
  const found = /^arn:[a-z-]+:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)-[A-Za-z0-9]{6}$/.exec(arn);
  const [, region, account, name] = found ?? [];
  return region === undefined || account === undefined || name === undefined
    ? null
    : { region, account, name };
}

/**
 * The ARN of an SSM parameter, which is all that Terraform's ephemeral resource takes.
 *
 * @param parameter - an ARN, or a name with or without its leading slash
 */
export function parameterArn(
  parameter: string,
  where: { readonly region: string; readonly account: string },
): string {
  if (parameter.startsWith('arn:')) return parameter;
  const name = parameter.replace(/^\//, '');
  return `arn:${partitionOf(where.region)}:ssm:${where.region}:${where.account}:parameter/${name}`;
}
