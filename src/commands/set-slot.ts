import { createDiagnostic, type Diagnostic, nearest } from '../diagnostics';
import type { CanonicalEntry, CanonicalName, EnvironmentName } from '../model';
import { own } from '../plan';
import { type ResolvedEnvironment, resolveEnvironments } from '../plan/environments';
import type { Workspace } from '../workspace';

/** The place of one value: a canonical name in an environment. */
export interface Slot {
  readonly environment: ResolvedEnvironment;
  readonly name: CanonicalName;
  readonly entry: CanonicalEntry;
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
}

export type FoundSlot =
  | { readonly slot: Slot }
  /** The names that somebody typed do not exist. */
  | { readonly misuse: readonly Diagnostic[] }
  /** The files do not say, or say that there is no such place. */
  | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Finds the place that a value is to be set in.
 *
 * @param diagnostics - of reading the workspace. Those that have nothing to do with this place do not matter: a value
 * that has leaked must be replaced at once, whatever else is wrong.
 */
export function findSlot(
  workspace: Workspace,
  typed: { readonly environment: string; readonly name: string },
  diagnostics: readonly Diagnostic[],
): FoundSlot {
  const { canonical, environmentNames, environments } = workspace;
  const environmentName = typed.environment as EnvironmentName;
  if (!environmentNames.includes(environmentName)) {
    const args = { name: environmentName, nearest: nearest(environmentName, environmentNames) };
    return { misuse: [createDiagnostic('unknown-environment', args, null)] };
  }
  const name = typed.name as CanonicalName;
  const entry = own(canonical.value, name);
  if (entry === undefined) {
    const args = { name, nearest: nearest(name, Object.keys(canonical.value)) };
    return { misuse: [createDiagnostic('unknown-name', args, null)] };
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const environment = resolveEnvironments(workspace).get(environmentName);
  const file = environments.get(environmentName)?.file;
  if (environment === undefined || file === undefined) return { diagnostics: errors };
  if (!environment.has(name)) {
    const place = canonical.at([name, 'environments']);
    return {
      diagnostics: [createDiagnostic('unexpected-value', { name, environment: environmentName }, place)],
    };
  }
  // Not all that is said of the name could be read: it may be configuration, or have a format.
  const unread = workspace.faulty.has(name)
    ? errors.filter(({ place }) => place?.file === canonical.file)
    : [];
  return unread.length > 0 ? { diagnostics: unread } : { slot: { environment, name, entry, file } };
}
