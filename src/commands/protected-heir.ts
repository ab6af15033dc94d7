import type { CanonicalName, EnvironmentName } from '../model';
import { type ResolvedEnvironment, resolveEnvironments } from '../plan/environments';
import type { Workspace } from '../workspace';

/**
 * A protected environment that takes one of these values from the file of one that is not protected itself: what is
 * written there reaches it as well. Null where there is none.
 *
 * @param workspace - with every environment in it
 */
export function protectedHeir(
  workspace: Workspace,
  { file }: ResolvedEnvironment,
  names: readonly CanonicalName[],
): EnvironmentName | null {
  const heirs = [...resolveEnvironments(workspace).values()].filter(({ parent }) => parent === file);
  const heir = heirs.find((each) => each.protected && names.some((name) => inherits(each, name)));
  return heir?.name ?? null;
}

const inherits = (heir: ResolvedEnvironment, name: CanonicalName): boolean =>
  heir.has(name) && heir.holderOf(name) !== heir.file;
