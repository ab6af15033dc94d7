import { Fault, orderDiagnostics } from '../diagnostics';
import { openWorkTree, readCommit, stagedTree, withHookIndex } from '../workspace/git';
import type { CheckResult } from './check';
import type { CommandContext } from './context';
import { type LoadPlanOptions, loadPlan } from './load-plan';
import { stagedValues } from './staged-values';
import { summarize } from './summary';

export interface StagedCheckResult extends CheckResult {
  /** Whether there is a workspace in what is staged. Without one, only the files of the repository are looked at. */
  readonly hasWorkspace: boolean;
}

/**
 * Checks what a commit would hold now: the staged text of the workspace, whatever stands in the work tree, and that no
 * file of the repository takes values in plain text along.
 *
 * @throws Fault where there is no repository, or where the index cannot be committed
 */
export function checkStaged(context: CommandContext, options: LoadPlanOptions): StagedCheckResult {
  const workTree = openWorkTree({ folder: context.workspace, env: context.env });
  if (workTree === undefined) {
    throw new Fault('The workspace lies in no git repository, so nothing is staged: use fanout check.');
  }
  const repository = withHookIndex(workTree);
  const tree = stagedTree(repository);
  const files = readCommit(repository, tree);
  const hasWorkspace = files.texts.size + files.faults.length > 0;
  const loaded = hasWorkspace ? loadPlan(context, { ...options, files }) : nothing;
  const diagnostics = orderDiagnostics([...loaded.diagnostics, ...stagedValues(repository, tree)]);
  return { ...loaded, diagnostics, summary: summarize(loaded.plan, diagnostics), hasWorkspace };
}

const nothing = {
  texts: new Map(),
  workspace: null,
  plan: null,
  access: null,
  diagnostics: [],
  misuse: [],
};
