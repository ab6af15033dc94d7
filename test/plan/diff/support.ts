import { Concealer } from '../../../src/commands/conceal';
import type { Diagnostic } from '../../../src/diagnostics';
import { type Change, type DiffOptions, diffPlans, type PlanDiff, type Side } from '../../../src/plan/diff';
import { planned, type WorkspaceParts } from '../../support/workspace-builder';

export function sideOf(parts: WorkspaceParts): Side {
  const { plan, workspace } = planned(parts);
  return { plan, workspace, conceal: new Concealer(workspace) };
}

export interface Compared extends PlanDiff {
  readonly diagnostics: readonly Diagnostic[];
}

export function compared(
  before: WorkspaceParts | null,
  after: WorkspaceParts,
  options?: DiffOptions,
): Compared {
  const [diff, diagnostics] = diffPlans(before === null ? null : sideOf(before), sideOf(after), options);
  return { ...diff, diagnostics };
}

/** `weight kind in environments: fields → bucket(targets)`: what most tests ask for. */
export function linesOf({ changes }: Pick<PlanDiff, 'changes'>): string[] {
  return changes.map(lineOf);
}

function lineOf({ gist, weight, environments, reach, restarts, warning }: Change): string {
  const { kind, ...fields } = gist;
  const where = environments.length === 0 ? '' : ` in ${environments.join(',')}`;
  const words = Object.values(fields).map((field) =>
    typeof field === 'string' ? field : JSON.stringify(field),
  );
  const targets = reach.map((each) => `${each.bucket}(${each.targets.join(',')})`).join(' ');
  return [
    `${weight} ${kind}${where}: ${words.join(' ')}`.trimEnd(),
    targets === '' ? '' : ` → ${targets}`,
    restarts.length === 0 ? '' : `; restart ${restarts.join(',')}`,
    warning === null ? '' : '; warns',
  ].join('');
}
