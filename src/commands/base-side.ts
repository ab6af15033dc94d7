import type { AccessPlan } from '../access';
import { type Diagnostic, orderDiagnostics, type SourceTexts } from '../diagnostics';
import type { FanOutPlan } from '../plan';
import type { Workspace } from '../workspace';
import { type Base, type Repository, readCommit } from '../workspace/git';
import { parseWorkspace } from '../workspace/parse-workspace';
import type { CommandContext } from './context';
import { hasErrors, planWorkspace } from './load-plan';

export interface BaseSide extends Base {
  /**
   * `planned`; `faulty`: its files have errors, so that only a part of it may be compared; `unreadable`: nothing of it can be
   * compared; `none`: there was no workspace yet. With the last two, everything is new.
   */
  readonly state: 'planned' | 'faulty' | 'unreadable' | 'none';
  /** Whether a part of its history is missing, so that a way back may not be recognized. */
  readonly shallow: boolean;
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known about one side. */
export interface PlannedSide {
  readonly workspace: Workspace;
  readonly plan: FanOutPlan;
  readonly access: AccessPlan;
}

/**
 * Plans what stands in a commit.
 *
 * @param asked - environments; empty for all
 */
export function readBase(
  repository: Repository,
  found: Base,
  asked: readonly string[],
  context: CommandContext,
): { readonly base: BaseSide; readonly planned: PlannedSide | null } {
  const { texts, faults } = readCommit(repository, found.commit);
  const base = { ...found, shallow: repository.shallow, texts };
  if (texts.size === 0 && faults.length === 0)
    return { base: { ...base, state: 'none', diagnostics: [] }, planned: null };
  const { workspace, diagnostics: read } = parseWorkspace(texts, { faults });
  if (workspace === null)
    return { base: { ...base, state: 'unreadable', diagnostics: orderDiagnostics(read) }, planned: null };
  const selection = asked.length === 0 ? {} : { environments: asked };
  const { plan, access, diagnostics: judged } = planWorkspace(workspace, context, selection);
  const diagnostics = orderDiagnostics([...read, ...judged]);
  const state = hasErrors(diagnostics) ? 'faulty' : 'planned';
  return { base: { ...base, state, diagnostics }, planned: { workspace, plan, access } };
}
