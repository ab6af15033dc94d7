import { type SankeyLink, type SankeyNode, sankey } from 'd3-sankey';
import type { PictureLink, PictureModel, PictureNode } from './picture-model';

/** What a link has besides its ends. */
export type Band = Pick<PictureLink, 'kind' | 'keys'>;
export type PlacedNode = SankeyNode<PictureNode, Band>;
export type PlacedLink = SankeyLink<PictureNode, Band>;

export interface PlacedPicture {
  readonly width: number;
  readonly height: number;
  /** Room for the labels of the left and the right column. */
  readonly margins: { readonly left: number; readonly right: number };
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

/** Less is scrolled. */
const leastWidth = 600;
/** Between nodes, so that their labels do not touch. */
const padding = 14;
const margin = 12;
/** Width of a letter of the labels, and what else a label takes. */
export const letter = 6.8;
export const labelGap = 16;

/**
 * Where everything is drawn, in pixels. Bands are as wide as the square root of the keys that go there, so that one key is
 * still seen beside a thousand.
 */
export function placePicture(picture: PictureModel, available: number): PlacedPicture {
  const width = Math.max(leastWidth, available);
  const longest = (column: number): number =>
    Math.max(0, ...picture.nodes.flatMap((node) => (node.column === column ? node.label.length : [])));
  const last = Math.max(0, ...picture.nodes.map(({ column }) => column));
  const room = (column: number): number => Math.ceil(longest(column) * letter) + labelGap;
  const margins = {
    left: Math.min(Math.round(width * 0.34), room(0)),
    right: Math.min(Math.round(width * 0.24), room(last)),
  };
  const most = Math.max(
    ...[0, 1, 2].map((column) => picture.nodes.filter((node) => node.column === column).length),
  );
  const height = Math.max(220, most * (padding + 8) + 2 * margin);
  if (picture.links.length === 0) return { width, height, margins, nodes: [], links: [] };
  const place = sankey<PictureNode, Band>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ column }) => column)
    .nodeWidth(10)
    .nodePadding(padding)
    .extent([
      [margins.left, margin],
      [width - margins.right, height - margin],
    ]);
  const { nodes, links } = place({
    nodes: picture.nodes.map((node) => ({ ...node })),
    links: picture.links.map((link) => ({ ...link, value: Math.sqrt(link.keys) })),
  });
  return { width, height, margins, nodes, links };
}
