import { AwsFault } from '../aws-fault';
import type { Connection } from './connection';

/** Whose the credentials are. */
export interface Identity {
  /** The account of the credentials: twelve digits. @throws AwsFault */
  account(region: string): Promise<string>;
}

export function identityOf(connection: Connection): Identity {
  return {
    account: async (region) => {
      const request = {
        action: 'sts:GetCallerIdentity',
        resource: `STS in ${region}`,
        ifMissing: 'check the region',
      };
      const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      const client = await connection.client('sts', region, async (options) => new STSClient(options));
      const { Account } = await connection.call(request, (signal) =>
        client.send(new GetCallerIdentityCommand({}), signal),
      );
      if (Account === undefined) throw new AwsFault('AWS did not say which account the credentials are of');
      return Account;
    },
  };
}
