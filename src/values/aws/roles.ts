import type { Connection } from './connection';

/** IAM. */
export interface Roles {
  /** The tags of a role by its name; null where there is no such role. @throws AwsFault */
  roleTags(region: string, name: string): Promise<Readonly<Record<string, string>> | null>;
}

export function rolesOf(connection: Connection): Roles {
  return {
    roleTags: async (region, name) => {
      const { IAMClient, GetRoleCommand, NoSuchEntityException } = await import('@aws-sdk/client-iam');
      const client = await connection.client('iam', region, async (options) => new IAMClient(options));
      const request = { action: 'iam:GetRole', resource: `the role ${name}`, ifMissing: 'check its name' };
      return connection.call(request, async (signal) => {
        try {
          const { Role } = await client.send(new GetRoleCommand({ RoleName: name }), signal);
          return Object.fromEntries((Role?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
        } catch (error) {
          if (error instanceof NoSuchEntityException) return null;
          throw error;
        }
      });
    },
  };
}
