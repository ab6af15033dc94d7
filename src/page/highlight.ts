import type { ReportIndex } from './filter';
import { everything } from './filter';
import type { PictureLink, PictureModel, PictureNode } from './picture-model';

/** What somebody has chosen: one name, or a node of the picture. */
export type Choice = { readonly name: string } | { readonly node: string };

/** The nodes and links of a whole way. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  /** By `linkKey`. */
  readonly links: ReadonlySet<string>;
}

export const linkKey = (source: string, target: string): string => JSON.stringify([source, target]);

/** The node in which something chosen is drawn. */
export function nodeOf(choice: Choice | null, { nodes }: PictureModel): PictureNode | undefined {
  if (choice === null) return undefined;
  return nodes.find(({ id, names }) => ('name' in choice ? names.includes(choice.name) : id === choice.node));
}

/** The whole way of what is chosen, to both sides; null where it is not in the picture. */
export function litBy(choice: Choice | null, picture: PictureModel, index: ReportIndex): Lit | null {
  const start = nodeOf(choice, picture);
  if (choice === null || start === undefined) return null;
  // A node of several names may go to buckets to which this one does not.
  const own =
    'name' in choice
      ? new Set(index.targetsOf(choice.name, everything).map(({ bucket }) => `bucket ${bucket}`))
      : null;
  const leaving = (from: ReadonlySet<string>): PictureLink[] =>
    picture.links.filter(
      ({ source, target }) => from.has(source) && (source !== start.id || own === null || own.has(target)),
    );
  const reaching = (to: ReadonlySet<string>): PictureLink[] =>
    picture.links.filter(({ target }) => to.has(target));
  const links = new Set<PictureLink>();
  let nodes = new Set([start.id]);
  for (let ahead = leaving(nodes); ahead.length > 0; ahead = leaving(nodes)) {
    for (const link of ahead) links.add(link);
    nodes = new Set(ahead.map(({ target }) => target));
  }
  nodes = new Set([start.id]);
  for (let behind = reaching(nodes); behind.length > 0; behind = reaching(nodes)) {
    for (const link of behind) links.add(link);
    nodes = new Set(behind.map(({ source }) => source));
  }
  return {
    nodes: new Set([start.id, ...[...links].flatMap(({ source, target }) => [source, target])]),
    links: new Set([...links].map(({ source, target }) => linkKey(source, target))),
  };
}
