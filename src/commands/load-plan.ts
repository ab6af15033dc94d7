import { type AccessPlan, planAccess } from '../access';
import { type Diagnostic, orderDiagnostics, type SourceTexts } from '../diagnostics';
import { type FanOutPlan, planFanOut } from '../plan';
import { loadWorkspace, type Workspace } from '../workspace';
import type { WorkspaceFiles } from '../workspace/read-files';
import type { CommandContext } from './context';

export interface LoadPlanOptions {
  /** Names as somebody typed them; empty for all. */
  readonly environments: readonly string[];
  /** Warnings are errors. */
  readonly strict: boolean;
  /** What stands in for the files of the workspace folder. @default - they are read from the disk */
  readonly files?: WorkspaceFiles;
}

export interface LoadedPlan {
  readonly texts: SourceTexts;
  /** Null where the workspace cannot be read at all. */
  readonly workspace: Workspace | null;
  readonly plan: FanOutPlan | null;
  /** Everything about access, of all environments; null where there is no plan. */
  readonly access: AccessPlan | null;
  /** Faults of the files, ordered by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly, and nothing is said about the files. */
  readonly misuse: readonly Diagnostic[];
}

/** Reads the workspace and plans it: how every command begins. */
export function loadPlan(
  context: CommandContext,
  { environments, strict, files }: LoadPlanOptions,
): LoadedPlan {
  const selection = environments.length === 0 ? {} : { environments };
  const given = files === undefined ? {} : { files };
  const {
    texts,
    workspace,
    diagnostics: read,
  } = loadWorkspace(context.workspace, { ...selection, ...given });
  // Where nothing can be read, that is the fault, not the name of something that would be in it.
  const misuse =
    workspace === null ? [] : read.filter((diagnostic) => isUnknownArgument(diagnostic, environments));
  const planned =
    workspace === null || misuse.length > 0 ? nothing : planWorkspace(workspace, context, selection);
  const diagnostics = orderDiagnostics([
    ...read.filter((diagnostic) => !misuse.includes(diagnostic)),
    ...planned.diagnostics,
  ]);
  return {
    texts,
    workspace,
    plan: planned.plan,
    access: planned.access,
    diagnostics: strict ? diagnostics.map(asError) : diagnostics,
    misuse,
  };
}

const nothing = { plan: null, access: null, diagnostics: [] };

/** Plans the fan-out and the access to it. */
export function planWorkspace(
  workspace: Workspace,
  { now }: CommandContext,
  selection: { readonly environments?: readonly string[] } = {},
): { readonly plan: FanOutPlan; readonly access: AccessPlan; readonly diagnostics: readonly Diagnostic[] } {
  const [plan, planned] = planFanOut(workspace, { ...selection, today: now().toISOString().slice(0, 10) });
  const { value, at } = workspace.manifest;
  const [access, aboutAccess] = planAccess(value, plan, at);
  return { plan, access, diagnostics: [...planned, ...aboutAccess] };
}

function isUnknownArgument({ code, place, args }: Diagnostic, environments: readonly string[]): boolean {
  return code === 'unknown-environment' && place === null && environments.includes(String(args.name));
}

const asError = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, severity: 'error' });

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
