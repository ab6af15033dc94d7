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
