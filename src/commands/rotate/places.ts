import { Fault } from '../../diagnostics';
import type { EnvironmentName, EnvironmentValue } from '../../model';
import { own } from '../../plan';
import { resolveEnvironments } from '../../plan/environments';
import type { Workspace } from '../../workspace';
import type { Slot } from '../set-slot';

/** A secret that is to be rotated, with what stands in its place now. */
export interface RotationPlace {
  readonly slot: Slot;
  /** Null where it has no value yet; a text where it stands there in plain, which it never should. */
  readonly now: EnvironmentValue;
}

/**
 * What stands in the place of a secret.
 *
 * @throws Fault where it is configuration, or stands in the file of another environment
 */
export function rotationPlace(slot: Slot): RotationPlace {
  const { environment, name, entry } = slot;
  if (entry.kind === 'config') {
    throw new Fault(
      `${name} is configuration, which is not rotated: change it with fanout set ${environment.name} ${name}`,
    );
  }
  const written = own(environment.file.value.values, name);
  const holder = environment.holderOf(name)?.value.environment;
  if (written === undefined && holder !== undefined) {
    throw new Fault(
      `${environment.name} inherits ${name} from ${holder}: rotate it there, or give ${environment.name} a value of its own with fanout set ${environment.name} ${name}`,
    );
  }
  return { slot, now: written ?? null };
}

/** Where a name has a value of its own, by environment: those that are not protected first, since what goes wrong is seen there. */
export function environmentsWith(workspace: Workspace, name: string): readonly EnvironmentName[] {
  return [...resolveEnvironments(workspace).values()]
    .filter((environment) => environment.isAmong(own(workspace.canonical.value, name)?.environments))
    .filter(({ file }) => (own(file.value.values, name) ?? null) !== null)
    .sort((one, other) => Number(one.protected) - Number(other.protected))
    .map((environment) => environment.name);
}

/** Environments of which nobody can say whether they hold a value. */
export function unreadEnvironments({
  environmentNames,
  environments,
}: Workspace): readonly EnvironmentName[] {
  return environmentNames.filter((name) => !environments.has(name));
}
