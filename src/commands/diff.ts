import type { AccessSubject } from '../access';
import { orderDiagnostics } from '../diagnostics';
import type { EnvironmentName } from '../model';
import { entriesOf, toRecord } from '../plan';
import {
  diffPlans,
  type EarlierCiphertexts,
  type PlanDiff,
  replacedCiphertexts,
  type Side,
} from '../plan/diff';
import type { Repository } from '../workspace/git';
import { earlierCiphertexts, findBase, openRepository } from '../workspace/git';
import { environmentPath } from '../workspace/layout';
import { accessFindings } from './access-findings';
import { type BaseSide, type PlannedSide, readBase } from './base-side';
import { Concealer } from './conceal';
import type { CommandContext } from './context';
import { type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';

export interface DiffCommandOptions extends LoadPlanOptions {
  /** A branch, tag or commit. @default - the merge base with the default branch */
  readonly base?: string;
}

export interface DiffResult extends LoadedPlan {
  /** Null where this side cannot be read. */
  readonly comparison: { readonly base: BaseSide; readonly diff: PlanDiff } | null;
}

/**
 * What the files here change against those of a commit: between plans, not between lines.
 *
 * @throws Fault where there is no base to compare with
 */
export function diff(context: CommandContext, options: DiffCommandOptions): DiffResult {
  const first = loadPlan(context, options);
  if (first.workspace === null) return { ...first, comparison: null };
  const repository = openRepository({ folder: context.workspace, env: context.env });
  const asked = options.environments;
  const found = findBase(repository, options.base);
  const { base, planned } = readBase(repository, found, asked, context);
  const loaded = withoutGone(first, planned?.workspace.environmentNames ?? [], context, options);
  const { workspace, plan, access } = loaded;
  if (workspace === null || plan === null || access === null) return { ...loaded, comparison: null };
  const before = planned === null ? null : sideOf(planned, asked);
  const after = sideOf({ workspace, plan, access }, asked);
  const earlier = before === null ? new Map() : historyOf(before, after, repository, base.commit);
  const findings = accessFindings(before, after).filter(
    ({ environment }) => asked.length === 0 || asked.some((name) => name === environment),
  );
  const [changes, diagnostics] = diffPlans(before, after, { earlier, findings });
  return {
    ...loaded,
    diagnostics: orderDiagnostics([...loaded.diagnostics, ...diagnostics]),
    comparison: { base, diff: changes },
  };
}

/** An environment that is asked for and only on the base is gone: that is a change, and no wrong argument. */
function withoutGone(
  loaded: LoadedPlan,
  onBase: readonly EnvironmentName[],
  context: CommandContext,
  options: LoadPlanOptions,
): LoadedPlan {
  const isHere = (name: string): boolean => loaded.misuse.every(({ args }) => args.name !== name);
  const asked = options.environments.filter(
    (name) => isHere(name) || !onBase.some((known) => known === name),
  );
  return asked.length === options.environments.length
    ? loaded
    : loadPlan(context, { ...options, environments: asked });
}

/** @param asked - environments; empty for all */
function sideOf({ workspace, plan, access }: PlannedSide, asked: readonly string[]): Side & AccessSubject {
  const environments = entriesOf(plan.environments).filter(
    ([name]) => asked.length === 0 || asked.includes(name),
  );
  return {
    workspace,
    plan: { ...plan, environments: toRecord(environments) },
    conceal: new Concealer(workspace),
    manifest: workspace.manifest.value,
    access,
  };
}

/** Each file's history is looked through once, and only where a ciphertext was replaced. */
function historyOf(
  before: Side,
  after: Side,
  repository: Repository,
  commit: string,
): ReadonlyMap<EnvironmentName, EarlierCiphertexts> {
  const replaced = replacedCiphertexts(before, after);
  const wanted = new Map<EnvironmentName, string[]>();
  for (const { files, ciphertexts } of replaced) {
    for (const file of files) wanted.set(file, [...(wanted.get(file) ?? []), ...ciphertexts]);
  }
  const days = new Map(
    [...wanted].map(([file, ciphertexts]) => [
      file,
      earlierCiphertexts(repository, commit, environmentPath(file), new Set(ciphertexts)),
    ]),
  );
  return new Map(
    replaced.map(({ environment, files }) => [
      environment,
      new Map([...files].reverse().flatMap((file) => [...(days.get(file) ?? [])])),
    ]),
  );
}
