import { createDiagnostic, type Diagnostic, nearest, type SourceTexts } from '../../diagnostics';
import type { CanonicalName, EnvironmentName } from '../../model';
import { type FanOutPlan, own } from '../../plan';
import { type ResolvedEnvironment, resolveEnvironments } from '../../plan/environments';
import { finishUnfinished } from '../../values/unfinished';
import { loadWorkspace, type Workspace } from '../../workspace';
import type { CommandContext } from '../context';
import { planWorkspace } from '../load-plan';
import { type NamesResult, nothingDone } from './result';

/** A workspace of which everything could be read: what is changed everywhere must be known everywhere. */
export interface Ground {
  readonly texts: SourceTexts;
  readonly workspace: Workspace;
  readonly plan: FanOutPlan;
  readonly environments: ReadonlyMap<EnvironmentName, ResolvedEnvironment>;
  /** All that is wrong with it beforehand. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files of a change that had been cut off, and is finished now. */
  readonly finished: readonly string[];
}

/**
 * Reads the workspace, after finishing what an earlier command was cut off in.
 *
 * @returns the end of the command where a file cannot be read as a whole
 */
export async function readGround(
  context: CommandContext,
  { dryRun, profiles = [] }: { readonly dryRun: boolean; readonly profiles?: readonly string[] },
): Promise<{ readonly ground: Ground } | { readonly ended: NamesResult }> {
  const finished = dryRun ? null : await finishUnfinished(context.workspace);
  const { texts, workspace, diagnostics: read } = loadWorkspace(context.workspace);
  const faults = read.filter(({ severity }) => severity === 'error');
  if (workspace === null || !isWhole(workspace, faults))
    return { ended: { ...nothingDone, texts, diagnostics: faults, finished: finished ?? [] } };
  const misuse = unknownEnvironments({ workspace }, profiles);
  if (misuse.length > 0) return { ended: { ...nothingDone, misuse, finished: finished ?? [] } };
  const { plan, diagnostics } = planWorkspace(workspace, context);
  return {
    ground: {
      texts,
      workspace,
      plan,
      environments: resolveEnvironments(workspace),
      diagnostics: [...read, ...diagnostics],
      finished: finished ?? [],
    },
  };
}

function isWhole(
  { complete, environments, environmentNames, faulty }: Workspace,
  faults: readonly Diagnostic[],
) {
  return (
    complete &&
    faulty.size === 0 &&
    environments.size === environmentNames.length &&
    faults.every(({ code }) => !unreadable.has(code))
  );
}

const unreadable = new Set<Diagnostic['code']>([
  'yaml-syntax',
  'unreadable-file',
  'duplicate-key',
  'unfinished-write',
]);

/** Faults of names that somebody typed and that do not exist, each with the nearest. */
export function unknownNames({ workspace }: Ground, names: readonly string[]): Diagnostic[] {
  const known = Object.keys(workspace.canonical.value);
  return names
    .filter((name) => own(workspace.canonical.value, name) === undefined)
    .map((name) => createDiagnostic('unknown-name', { name, nearest: nearest(name, known) }, null));
}

export function unknownEnvironments(
  { workspace }: Pick<Ground, 'workspace'>,
  names: readonly string[],
): Diagnostic[] {
  const known = workspace.environmentNames;
  return names
    .filter((name) => !known.includes(name as EnvironmentName))
    .map((name) => createDiagnostic('unknown-environment', { name, nearest: nearest(name, known) }, null));
}

/** @throws where the name was not looked for before */
export function environmentOf({ environments }: Ground, name: string): ResolvedEnvironment {
  const environment = environments.get(name as EnvironmentName);
  if (environment === undefined) throw new Error(`There is no environment ${name}`);
  return environment;
}

/** What stands behind a name in an environment's own file; undefined where it has no place there. */
export const ownValue = (environment: ResolvedEnvironment, name: string) =>
  own(environment.file.value.values, name as CanonicalName);
