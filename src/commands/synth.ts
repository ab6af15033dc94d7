import { isAbsolute, relative, resolve, sep } from 'node:path';
import { deployAccess } from '../access';
import { checkDebugLog, orderDiagnostics } from '../diagnostics';
import type { CommandContext } from './context';
import { hasErrors, type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';

export interface SynthOptions extends LoadPlanOptions {
  /** Absolute path of the folder for the Terraform JSON. @default - `cdktf.out` in the workspace */
  readonly out?: string;
}

export interface WrittenStack {
  readonly name: string;
  /** The Terraform JSON: relative to the workspace where it is in there, with forward slashes, else absolute. */
  readonly file: string;
  /** How many resources Terraform manages in it. */
  readonly resources: number;
}

export interface SynthResult extends LoadedPlan {
  /** Empty where synthesizing was refused; nothing was written then. */
  readonly stacks: readonly WrittenStack[];
}

/** Writes the Terraform of every stack, unless anything at all is wrong with what it is made from. */
export function synth(context: CommandContext, options: SynthOptions): SynthResult {
  const loaded = loadPlan(context, options);
  const diagnostics = orderDiagnostics([...loaded.diagnostics, ...checkDebugLog(context.env)]);
  const { workspace, plan, access } = loaded;
  if (workspace === null || plan === null || access === null || hasErrors(diagnostics))
    return { ...loaded, diagnostics, stacks: [] };
  const outdir = options.out ?? resolve(context.workspace, 'cdktf.out');
  const { synthesize } = require('../stacks/synthesize') as typeof import('../stacks/synthesize');
  const [stacks] = synthesize(plan, {
    root: context.workspace,
    outdir,
    env: context.env,
    access: deployAccess({ manifest: workspace.manifest.value, plan, access }),
  });
  return {
    ...loaded,
    diagnostics,
    stacks: stacks.map(({ name, file, addresses }) => ({
      name,
      file: shortPath(context.workspace, resolve(outdir, file)),
      resources: addresses.length,
    })),
  };
}

function shortPath(workspace: string, path: string): string {
  const inside = relative(workspace, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
}
