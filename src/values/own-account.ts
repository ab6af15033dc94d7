import type { Identity } from './aws';
import { AwsFault } from './aws-fault';

/** Where an environment lives. */
export interface Home {
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/**
 * Asked before anything else is asked of AWS.
 *
 * @throws AwsFault where the credentials are of another account than the environment's
 */
export async function refuseOtherAccount({ name, account, region }: Home, aws: Identity): Promise<void> {
  const actual = await aws.account(region);
  if (actual === account) return;
  throw new AwsFault(
    `The AWS credentials are of account ${actual}, but ${name} lives in ${account}; nothing has been done: use credentials of ${account}`,
  );
}
