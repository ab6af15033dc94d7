import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deployAccess } from '../access';
import { Fault, list } from '../diagnostics';
import type { openStack, TerraformPlan } from '../terraform';
import { inPrivateFolder } from '../terraform/private-folder';
import { findBase, openRepository } from '../workspace/git';
import { type BaseSide, type PlannedSide, readBase } from './base-side';
import type { CommandContext } from './context';
import type { LoadedPlan } from './load-plan';
import { synth } from './synth';
import { type StackChange, toStackChange } from './tf-plan/change';
import { type Deviation, deviations, outsideDeviations } from './tf-plan/deviations';
import { type Resources, resourcesOf } from './tf-plan/foretell';

export interface TfPlanOptions {
  /** An environment or a stack of the foundation, as somebody typed it. */
  readonly stack: string;
  /** Warnings are errors. */
  readonly strict: boolean;
  /** A branch, tag or commit; null: nothing is compared. @default - the merge base with the default branch */
  readonly base?: string | null;
  /** Whether AWS is asked how things stand; else the state is believed, and nothing is found that was changed outside. */
  readonly refresh: boolean;
}

/** What a deploy would do, and how that differs from what the change of the files foretells. */
export interface Review {
  /** The stack's name. */
  readonly stack: string;
  readonly refreshed: boolean;
  /** Null where nothing was to be compared. */
  readonly base: BaseSide | null;
  /**
   * `compared`; `undeployed`: nothing of the stack is deployed, so that everything is new whatever the base says;
   * `faulty-base`: the base has errors, so that nothing can be foretold from it; `left-out`: it was not asked for.
   */
  readonly comparison: 'compared' | 'undeployed' | 'faulty-base' | 'left-out';
  readonly changes: readonly StackChange[];
  readonly deviations: readonly Deviation[];
}

export interface TfPlanResult extends LoadedPlan {
  /** Null where the stack cannot be synthesized. */
  readonly review: Review | null;
  /** Faults of the arguments, in words. */
  readonly usage: readonly string[];
}

export interface TfPlanEdges {
  readonly openStack: typeof openStack;
  /** Is told what is being done, in a few words. @default - nobody is */
  readonly progress?: (doing: string) => void;
}

/**
 * What terraform itself would do to a stack, without a right to read any value: planned with `plan_only`.
 *
 * @throws Fault where there is no base to compare with; TerraformFault where terraform fails
 */
export async function tfPlan(
  context: CommandContext,
  options: TfPlanOptions,
  { openStack, progress }: TfPlanEdges,
): Promise<TfPlanResult> {
  // Several accounts have a foundation each, and one word for all of them.
  const selection = /^foundation-\d{12}$/.test(options.stack) ? 'foundation' : options.stack;
  const { stacks, ...loaded } = synth(context, { environments: [selection], strict: options.strict });
  const found = stacks.find(({ name }) => name === options.stack);
  if (stacks.length > 0 && found === undefined)
    return { ...loaded, review: null, usage: [noSuchStack(options.stack, stacks)] };
  if (found === undefined) return { ...loaded, review: null, usage: [] };
  const side = options.base === null ? null : readSide(context, selection, options.base);
  const before = side === null ? null : await baseResources(side, options.stack, context);
  const stack = await openStack({
    folder: resolve(context.workspace, 'cdktf.out', 'stacks', found.name),
    name: found.name,
    env: context.env,
    ...(progress === undefined ? {} : { progress }),
  });
  const plan = await stack.plan({ planOnly: true, refresh: options.refresh });
  const after = resourcesOf(readFileSync(resolve(context.workspace, found.file), 'utf8'));
  const about = { stack: found.name, refreshed: options.refresh, base: side?.base ?? null };
  return { ...loaded, usage: [], review: { ...about, ...reviewPlan(plan, before, after) } };
}

/** @param before - null where there is nothing to compare with, or nothing that could be foretold from */
function reviewPlan(
  plan: TerraformPlan,
  before: Resources | 'faulty' | null,
  after: Resources,
): Pick<Review, 'comparison' | 'changes' | 'deviations'> {
  const changes = plan.changes
    .filter(({ action, imported, movedFrom }) => action !== 'none' || imported || movedFrom !== null)
    .map((change) => toStackChange(change, plan.changes));
  const outside = outsideDeviations(plan);
  const isDeployed =
    plan.drift.length > 0 || plan.changes.some(({ before, imported }) => before !== null && !imported);
  if (before === null) return { comparison: 'left-out', changes, deviations: outside };
  if (before === 'faulty') return { comparison: 'faulty-base', changes, deviations: outside };
  if (!isDeployed) return { comparison: 'undeployed', changes, deviations: [] };
  return { comparison: 'compared', changes, deviations: [...outside, ...deviations(plan, before, after)] };
}

interface ReadSide {
  readonly base: BaseSide;
  readonly planned: PlannedSide | null;
}

function readSide(context: CommandContext, selection: string, ref: string | undefined): ReadSide {
  try {
    const repository = openRepository({ folder: context.workspace, env: context.env });
    return readBase(repository, findBase(repository, ref), [selection], context);
  } catch (error) {
    if (!(error instanceof Fault) || ref !== undefined) throw error;
    throw new Fault(`${error.message} To plan without a comparison: --no-base`);
  }
}

/** The resources of the stack as the base has it; none where it has no such stack. */
async function baseResources(
  { base, planned }: ReadSide,
  stack: string,
  context: CommandContext,
): Promise<Resources | 'faulty'> {
  if (base.state === 'none') return new Map();
  if (base.state !== 'planned' || planned === null) return 'faulty';
  const { plan, access, workspace } = planned;
  const { synthesize } = require('../stacks/synthesize') as typeof import('../stacks/synthesize');
  return inPrivateFolder(async (outdir) => {
    const manifest = workspace.manifest.value;
    const [stacks] = synthesize(plan, {
      root: context.workspace,
      outdir,
      env: context.env,
      access: deployAccess({ manifest, plan, access }),
    });
    const found = stacks.find(({ name }) => name === stack);
    return found === undefined ? new Map() : resourcesOf(readFileSync(join(outdir, found.file), 'utf8'));
  });
}

const noSuchStack = (asked: string, stacks: readonly { readonly name: string }[]): string =>
  `There is no stack ${asked}. The foundation is ${list(stacks.map(({ name }) => name))}: name one of them.`;
