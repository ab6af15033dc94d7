import type { Change } from '../plan/diff';

/** More than this nobody can look at; Mermaid itself stops at 500 edges and 50,000 characters. */
const mostNodes = 24;
const mostEdges = 48;
const mostLabels = 3;

/**
 * The fan-out of what changed, as a Mermaid flowchart: canonical names to buckets, with the targets on the arrows.
 *
 * @returns lines without a fence; null where no name with a reach has changed
 */
export function drawFanOut(changes: readonly Change[]): readonly string[] | null {
  const names = new Map<string, Map<string, Set<string>>>();
  for (const change of changes) {
    const subject = subjectOf(change);
    if (subject === null || (!names.has(subject) && names.size >= mostNodes)) continue;
    const buckets = names.get(subject) ?? new Map<string, Set<string>>();
    names.set(subject, buckets);
    for (const { bucket, targets } of change.reach) {
      buckets.set(bucket, new Set([...(buckets.get(bucket) ?? []), ...targets]));
    }
  }
  const arrows = [...names].flatMap(([name, buckets]) =>
    [...buckets].map(([bucket, targets]) => ({
      name,
      bucket,
      targets: [...targets].filter((each) => each !== name),
    })),
  );
  if (arrows.length === 0) return null;
  const shown = arrows.slice(0, mostEdges);
  const nameIds = idsOf(
    shown.map(({ name }) => name),
    'n',
  );
  const bucketIds = idsOf(
    shown.map(({ bucket }) => bucket),
    'b',
  );
  return [
    'flowchart LR',
    ...[...nameIds].map(([name, id]) => `  ${id}["${escapeLabel(name)}"]`),
    ...[...bucketIds].map(([bucket, id]) => `  ${id}[("${escapeLabel(bucket)}")]`),
    ...shown.map(({ name, bucket, targets }) => {
      const label = targets.length === 0 ? '' : `|"${labelOf(targets)}"|`;
      return `  ${nameIds.get(name)} -->${label} ${bucketIds.get(bucket)}`;
    }),
  ];
}

/** The name that a change is about, where it is about one. */
function subjectOf({ gist }: Change): string | null {
  if ('name' in gist) return gist.name;
  if (gist.kind === 'target-renamed') return null;
  const origin = 'origin' in gist ? gist.origin : gist.kind === 'target-changed' ? gist.to : null;
  if (origin === null || 'template' in origin) return null;
  return 'secret' in origin ? origin.secret : origin.config;
}

function idsOf(names: readonly string[], letter: string): ReadonlyMap<string, string> {
  return new Map([...new Set(names)].map((name, index) => [name, `${letter}${index}`]));
}

function labelOf(targets: readonly string[]): string {
  const shown = targets.slice(0, mostLabels).map(escapeLabel);
  const more = targets.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join('<br>');
}

/** Entity codes of Mermaid for everything that it could read. */
function escapeLabel(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return cut.replace(/[^A-Za-z0-9_. -]/gu, (character) => `#${character.codePointAt(0)};`);
}
