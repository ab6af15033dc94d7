import type { RoleDeployment } from '../../access';
import type { StateResource } from '../../terraform';
import { inStack } from './in-stack';
import { type Observation, ok, wrong } from './observation';

export type PlannedRole = Pick<RoleDeployment, 'id' | 'name'>;

/** A role as it is planned, with the tags of the one that has its name: null where none has. */
export interface LookedUpRole {
  readonly role: PlannedRole;
  readonly found: Readonly<Record<string, string>> | null;
}

export const roleAddress = ({ id }: PlannedRole): string => `aws_iam_role.${id}`;

/** Those that the state does not know: it is there that a deploy meets a name which is taken. */
export const unknownTo = (
  state: readonly StateResource[],
  roles: readonly PlannedRole[],
): readonly PlannedRole[] =>
  roles.filter((role) => state.every(({ address }) => address !== roleAddress(role)));

/** What is the matter with the names of the roles of an environment. @param roles - those that its state does not know */
export function judgeRoles(
  environment: string,
  project: string,
  roles: readonly LookedUpRole[],
): readonly Observation[] {
  const troubled = roles.flatMap(({ role, found }) => {
    if (found === null) return [];
    const about = `role ${role.id}`;
    const isOurs =
      found.Project === project && found.Environment === environment && found.ManagedBy === 'fanout';
    return isOurs
      ? wrong(
          about,
          `${role.name} was made by a deploy of this workspace, but its state does not know it`,
          inStack(environment, ['import', '-var', 'plan_only=true', roleAddress(role), role.name]),
        )
      : wrong(
          about,
          `The role ${role.name} exists already, and was not made by this workspace: whoever made it has to delete it`,
        );
  });
  return troubled.length > 0 ? troubled : [ok('roles', 'No name of one is taken')];
}
