import { sankeyLinkHorizontal } from 'd3-sankey';
import { select } from 'd3-selection';
import { byId, shown } from './dom';
import { type Lit, linkKey } from './highlight';
import {
  type Band,
  labelGap,
  letter,
  type PlacedLink,
  type PlacedNode,
  type PlacedPicture,
  placePicture,
} from './picture-layout';
import type { PictureModel, PictureNode } from './picture-model';
import { counted } from './words';

export interface Picture {
  draw(picture: PictureModel): void;
  /** Makes a whole way stand out, and what is chosen stands at its node; with null everything is as it was. */
  light(lit: Lit | null, chosen: Chosen | null): void;
}

export interface Chosen {
  readonly id: string;
  readonly label: string;
}

/** The fan-out as a picture. Its nodes are one stop for Tab, with arrow keys between them. */
export function drawnPicture(onChoose: (node: PictureNode) => void): Picture {
  const frame = byId('picture');
  const svg = select(frame).append('svg').attr('role', 'group');
  const linkLayer = svg.append('g').attr('class', 'links').attr('aria-hidden', 'true');
  const nodeLayer = svg.append('g').attr('class', 'nodes');
  let placed = placePicture({ nodes: [], links: [] }, 0);
  const links = () => linkLayer.selectAll<SVGPathElement, PlacedLink>('path');
  const nodes = () => nodeLayer.selectAll<SVGGElement, PlacedNode>('g');

  const focusable = (id: string | undefined): void => {
    nodes().attr('tabindex', (node) => (node.id === id ? 0 : -1));
  };
  nodeLayer.on('keydown', (event: KeyboardEvent) => {
    const current = nodes()
      .filter((_, index, all) => all[index] === event.target)
      .datum();
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(current);
      return;
    }
    const next = neighbourOf(current, nodes().data(), event.key);
    if (next === undefined) return;
    event.preventDefault();
    focusable(next.id);
    nodes()
      .filter((node) => node === next)
      .node()
      ?.focus();
  });

  return {
    draw(picture) {
      placed = placePicture(picture, frame.clientWidth);
      svg
        .attr('viewBox', `0 0 ${placed.width} ${placed.height}`)
        .attr('width', placed.width)
        .attr('height', placed.height)
        .attr('aria-label', `Fan-out: ${counted(placed.nodes.length, 'node')}; arrow keys go between them`);
      links()
        .data([...placed.links])
        .join('path')
        .attr('class', ({ kind }) => kind)
        .attr('d', sankeyLinkHorizontal<PictureNode, Band>())
        .attr('stroke-width', ({ width = 0 }) => Math.max(1, width));
      nodes()
        .data([...placed.nodes], (node) => node.id)
        .join((entering) => {
          const node = entering.append('g').attr('role', 'button');
          node.append('title');
          node.append('rect');
          node.append('text').attr('aria-hidden', 'true');
          node.on('click', (_event, each) => onChoose(each));
          return node;
        })
        .order()
        .attr('class', ({ kind }) => kind)
        .attr('aria-label', descriptionOf)
        .attr('aria-pressed', 'false')
        .each(function (node) {
          drawNode(this, node);
          drawLabel(this, node, node.label, placed);
        });
      focusable(placed.nodes[0]?.id);
    },
    light(lit, chosen) {
      svg.classed('lit', lit !== null);
      const isLit = ({ source, target }: PlacedLink): boolean =>
        lit?.links.has(linkKey(idOf(source), idOf(target))) ?? false;
      links().classed('on', isLit);
      links().filter(isLit).raise();
      nodes()
        .classed('on', ({ id }) => lit?.nodes.has(id) ?? false)
        .attr('aria-pressed', ({ id }) => String(id === chosen?.id))
        .each(function (node) {
          drawLabel(this, node, node.id === chosen?.id ? chosen.label : node.label, placed);
        });
      if (chosen === null) return;
      focusable(chosen.id);
      reveal(
        frame,
        nodes()
          .data()
          .find(({ id }) => id === chosen.id),
      );
    },
  };
}

const idOf = (end: PlacedLink['source']): string => (typeof end === 'object' ? end.id : String(end));

function descriptionOf({ label, kind, names, sourceLinks = [], targetLinks = [] }: PlacedNode): string {
  if (kind === 'consumer') return `${shown(label)}, reads ${counted(targetLinks.length, 'bucket')}`;
  if (kind === 'bucket') {
    const keys = targetLinks.reduce((sum, link) => sum + link.keys, 0);
    return `bucket ${shown(label)}, ${counted(keys, 'key')}, read by ${counted(sourceLinks.length, 'reader')}`;
  }
  const what = names.length > 1 ? `, ${counted(names.length, 'name')}` : '';
  return `${shown(label)}${what}, goes to ${counted(sourceLinks.length, 'bucket')}`;
}

function drawNode(group: SVGGElement, node: PlacedNode): void {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
  const g = select(group);
  g.select('title').text(descriptionOf(node));
  g.select('rect')
    .attr('x', x0)
    .attr('y', y0)
    .attr('width', x1 - x0)
    .attr('height', Math.max(3, y1 - y0));
}

function drawLabel(
  group: SVGGElement,
  node: PlacedNode,
  label: string,
  { width, margins }: PlacedPicture,
): void {
  const { x0 = 0, x1 = 0, column } = node;
  const toTheLeft = column === 0;
  const between = (width - margins.left - margins.right) / 2;
  const room = toTheLeft ? margins.left : x1 > width - margins.right - 1 ? margins.right : between;
  select(group)
    .select('text')
    .attr('x', toTheLeft ? x0 - 6 : x1 + 6)
    .attr('y', middleOf(node))
    .attr('dy', '0.35em')
    .attr('text-anchor', toTheLeft ? 'end' : 'start')
    .text(shortened(shown(label), Math.floor((room - labelGap / 2) / letter)));
}

const middleOf = ({ y0 = 0, y1 = 0 }: PlacedNode): number => (y0 + y1) / 2;

/** Moves the picture alone, and only where the node is out of sight. */
function reveal(frame: HTMLElement, node: PlacedNode | undefined): void {
  if (node === undefined) return;
  const middle = middleOf(node);
  if (middle < frame.scrollTop || middle > frame.scrollTop + frame.clientHeight)
    frame.scrollTop = middle - frame.clientHeight / 2;
}

/** Names tell most at their beginning and at their end. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** The node that an arrow key leads to: the next one of its column, or the nearest one of the column beside it. */
function neighbourOf(from: PlacedNode, nodes: readonly PlacedNode[], key: string): PlacedNode | undefined {
  const column = { ArrowUp: 0, ArrowDown: 0, ArrowLeft: -1, ArrowRight: 1 }[key];
  if (column === undefined) return undefined;
  const distance = (node: PlacedNode): number => middleOf(node) - middleOf(from);
  const candidates = nodes.filter((node) => {
    if (node.column !== from.column + column) return false;
    if (key === 'ArrowUp') return distance(node) < 0;
    return key === 'ArrowDown' ? distance(node) > 0 : true;
  });
  return candidates.sort((a, b) => Math.abs(distance(a)) - Math.abs(distance(b)))[0];
}
