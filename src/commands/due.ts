import type { Diagnostic, SourceTexts } from '../diagnostics';
import type { Environment } from '../model';
import { resolveEnvironments } from '../plan/environments';
import { addDays, type Rotation, rotationsIn } from '../plan/rotations';
import { loadWorkspace, type SourceFile, type Workspace } from '../workspace';
import type { CommandContext } from './context';

export interface DueOptions {
  /** Names as somebody typed them; empty for all. */
  readonly environments: readonly string[];
  /** Days to look ahead. */
  readonly within: number;
}

export interface DueResult {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The last day that was asked about. */
  readonly until: string;
  /** To be replaced by then, the oldest first. */
  readonly due: readonly Rotation[];
  /** Replaced by hand, when somebody finds it right: the longest ago first. */
  readonly manual: readonly Rotation[];
  /** To be replaced in time, while nothing says from when they are. */
  readonly unknown: readonly Rotation[];
  /** Replaced, while what stood there before still works at its provider; the longest ago first. */
  readonly unrevoked: readonly Rotation[];
  readonly texts: SourceTexts;
  /** Errors that kept files from being looked through. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments. */
  readonly misuse: readonly Diagnostic[];
}

/** Which values are to be replaced, and which of those that were replaced are still to be revoked. Asks nothing of AWS. */
export function due(
  context: Pick<CommandContext, 'workspace' | 'now'>,
  { environments, within }: DueOptions,
): DueResult {
  const selection = environments.length === 0 ? {} : { environments };
  const { workspace, texts, diagnostics: read } = loadWorkspace(context.workspace, selection);
  const misuse = read.filter(
    ({ code, place, args }) =>
      code === 'unknown-environment' && place === null && environments.includes(String(args.name)),
  );
  const today = context.now().toISOString().slice(0, 10);
  const until = addDays(today, within);
  const rotations = workspace === null ? [] : rotationsIn(workspace, filesOf(workspace, environments));
  const isDue = (rotation: Rotation): boolean => rotation.due !== null && rotation.due <= until;
  const waiting = rotations.filter((rotation) => !isDue(rotation));
  return {
    today,
    until,
    due: inOrder(rotations.filter(isDue), (rotation) => rotation.due),
    manual: inOrder(
      waiting.filter(({ every }) => every === 'manual'),
      ({ rotated }) => rotated,
    ),
    unknown: inOrder(
      waiting.filter(({ every, rotated }) => every !== null && every !== 'manual' && rotated === null),
      () => null,
    ),
    unrevoked: inOrder(
      rotations.filter(({ previous }) => previous === 'unrevoked'),
      ({ rotated }) => rotated,
    ),
    texts,
    diagnostics: read.filter((each) => each.severity === 'error' && !misuse.includes(each)),
    misuse,
  };
}

/** The files of some environments, and of what these extend. @param environments - empty for all */
function filesOf(
  workspace: Workspace,
  environments: readonly string[],
): ReadonlySet<SourceFile<Environment>> {
  const asked = [...resolveEnvironments(workspace).values()].filter(
    ({ name }) => environments.length === 0 || environments.includes(name),
  );
  return new Set(asked.flatMap(({ file, parent }) => (parent === undefined ? [file] : [file, parent])));
}

/** By day, those without one first; then by environment and name. */
function inOrder(rotations: readonly Rotation[], dayOf: (rotation: Rotation) => string | null): Rotation[] {
  const keyOf = (rotation: Rotation): string =>
    [dayOf(rotation) ?? '', rotation.environment, rotation.name].join('\n');
  return rotations.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Whether there is something to do. */
export const isAnythingDue = ({ due: rotations, unrevoked }: DueResult): boolean =>
  rotations.length > 0 || unrevoked.length > 0;
