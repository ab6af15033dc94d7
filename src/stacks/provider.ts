import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';

export interface ProviderProps {
  readonly account: string;
  readonly region: string;
  /** Name of a further configuration of the provider. @default - the one that resources use by themselves */
  readonly alias?: string;
}

/** With credentials of any other account the provider does nothing. */
export function addProvider(stack: TerraformStack, { account, region, alias }: ProviderProps): AwsProvider {
  return new AwsProvider(stack, alias === undefined ? 'aws' : `aws-${alias}`, {
    region,
    allowedAccountIds: [account],
    ...(alias === undefined ? {} : { alias }),
  });
}
