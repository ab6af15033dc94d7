import type { EntryVersion } from '../../values/aws';
import type { Gist, Move } from './finding';

/** What is known about the versions of an entry. */
export interface Versions {
  /** Id of the version that the last deploy wrote; null where it wrote none, undefined where nobody knows. */
  readonly deployed: string | null | undefined;
  /** Staging labels by the version's id. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
  /** Every version; asked for only where `needsHistory`. @default - not known */
  readonly history?: readonly EntryVersion[];
}

/** Whether it takes more than labels to tell how AWSCURRENT got to stand elsewhere. */
export function needsHistory({ deployed, stages }: Versions): boolean {
  const current = currentOf(stages);
  return typeof deployed === 'string' && current !== undefined && current !== deployed;
}

/** Whether what is read is what the last deploy wrote; null where it is, or where nobody can tell. */
export function compareVersions(versions: Versions): Gist | null {
  const { deployed, stages, history = [] } = versions;
  const current = currentOf(stages);
  if (current === undefined)
    return typeof deployed === 'string' ? { kind: 'no-current-version', deployed } : null;
  if (current === deployed) return null;
  if (deployed === undefined && isOfTerraform(current)) return null;
  return {
    kind: 'other-version',
    how: typeof deployed === 'string' ? moveOf(current, deployed, history) : 'written-outside',
    current,
    since: history.find(({ id }) => id === current)?.created?.toISOString() ?? null,
    deployed: deployed ?? null,
    isPrevious: typeof deployed === 'string' && stages[deployed]?.includes('AWSPREVIOUS') === true,
  };
}

const currentOf = (stages: Versions['stages']): string | undefined =>
  Object.keys(stages).find((id) => stages[id]?.includes('AWSCURRENT'));

/** Older than what was deployed, it can only have been moved back to. */
function moveOf(current: string, deployed: string, history: readonly EntryVersion[]): Move {
  const [now, then] = [current, deployed].map((id) => history.find((version) => version.id === id));
  // What is out of the history was superseded long ago.
  if (now === undefined || then === undefined) return 'written-outside';
  const dates = (now.created?.getTime() ?? 0) - (then.created?.getTime() ?? 0);
  if (dates !== 0) return dates < 0 ? 'rolled-back' : 'written-outside';
  if (!isOfTerraform(deployed)) return 'unknown';
  if (!isOfTerraform(current)) return 'written-outside';
  return current < deployed ? 'rolled-back' : 'written-outside';
}

/**
 * The provider names a version `terraform-`, the time and a counter, so that later ones are greater:
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/id/id.go
 */
const isOfTerraform = (id: string): boolean => id.startsWith('terraform-');
