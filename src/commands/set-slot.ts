import { createDiagnostic, type Diagnostic, Fault, nearest, orderDiagnostics } from '../diagnostics';
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

type NotFound =
  /** The names that somebody typed do not exist. */
  | { readonly misuse: readonly Diagnostic[] }
  /** The files do not say, or say that there is no such place. */
  | { readonly diagnostics: readonly Diagnostic[] };

export type FoundSlot = { readonly slot: Slot } | NotFound;

/** An environment with the file that it stands in, relative to the workspace. */
export interface EnvironmentHome {
  readonly environment: ResolvedEnvironment;
  readonly file: string;
}

/** Finds the environment that somebody named. */
export function findEnvironment(
  workspace: Workspace,
  typed: string,
  diagnostics: readonly Diagnostic[],
): EnvironmentHome | NotFound {
  const { environmentNames, environments } = workspace;
  const name = typed as EnvironmentName;
  if (!environmentNames.includes(name)) {
    const args = { name, nearest: nearest(name, environmentNames) };
    return { misuse: [createDiagnostic('unknown-environment', args, null)] };
  }
  const environment = resolveEnvironments(workspace).get(name);
  const file = environments.get(name)?.file;
  if (environment === undefined || file === undefined) return { diagnostics: errorsOf(diagnostics) };
  return { environment, file };
}

const errorsOf = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');

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
  const { canonical } = workspace;
  const home = findEnvironment(workspace, typed.environment, diagnostics);
  if ('misuse' in home) return home;
  const name = typed.name as CanonicalName;
  const entry = own(canonical.value, name);
  if (entry === undefined) {
    const args = { name, nearest: nearest(name, Object.keys(canonical.value)) };
    return { misuse: [createDiagnostic('unknown-name', args, null)] };
  }
  if ('diagnostics' in home) return home;
  const { environment, file } = home;
  if (!environment.has(name)) {
    const place = canonical.at([name, 'environments']);
    return {
      diagnostics: [createDiagnostic('unexpected-value', { name, environment: environment.name }, place)],
    };
  }
  // Not all that is said of the name could be read: it may be configuration, or have a format.
  const unread = workspace.faulty.has(name)
    ? errorsOf(diagnostics).filter(({ place }) => place?.file === canonical.file)
    : [];
  return unread.length > 0 ? { diagnostics: unread } : { slot: { environment, name, entry, file } };
}

/** The places of several values in one environment. */
export interface Slots extends EnvironmentHome {
  /** One or more, in the order in which they were named. */
  readonly slots: readonly Slot[];
}

/**
 * Finds the places of one or more names: all of them, or everything that is wrong with any.
 *
 * @throws Fault where what was typed as a name could be a value, which is not shown
 */
export function findSlots(
  workspace: Workspace,
  typed: { readonly environment: string; readonly names: readonly string[] },
  diagnostics: readonly Diagnostic[],
): Slots | NotFound {
  refuseValues(typed.names, Object.keys(workspace.canonical.value));
  const found = typed.names.map((name) =>
    findSlot(workspace, { environment: typed.environment, name }, diagnostics),
  );
  const misuse = found.flatMap((one) => ('misuse' in one ? one.misuse : []));
  if (misuse.length > 0) return { misuse: orderDiagnostics(misuse) };
  const faults = found.flatMap((one) => ('diagnostics' in one ? one.diagnostics : []));
  const slots = found.flatMap((one) => ('slot' in one ? [one.slot] : []));
  const [first] = slots;
  if (slots.length < found.length || first === undefined) return { diagnostics: orderDiagnostics(faults) };
  return { environment: first.environment, file: first.file, slots };
}

/**
 * `fanout set dev DB_PASSWORD hunter2`, `fanout set dev DB_PASSWORD=hunter2`: what is not written as names are, or stands
 * behind the first and is far from every name, is no name that somebody mistyped.
 *
 * @throws Fault which does not show it
 */
export function refuseValues(typed: readonly string[], known: readonly string[]): void {
  const isMistyped = (name: string, index: number): boolean =>
    /^[A-Za-z_][\w-]*$/.test(name) && (index === 0 || nearest(name, known) !== undefined);
  const at = typed.findIndex((name, index) => !isMistyped(name, index));
  if (at === -1) return;
  throw new Fault(
    `Name ${at + 1} is no canonical name; it is not shown, as it could be a value: a value is never an argument, but comes through standard input, a file or a prompt`,
  );
}
