import { byId, fill } from './dom';
import { everythingEvent } from './folding';
import type { PictureModel, PictureNode } from './picture-model';
import { table } from './table';
import { counted } from './words';

/** The same as the picture, for whoever would rather read; made when it is opened. */
export function pictureTable(): { show(picture: PictureModel): void } {
  const details = byId<HTMLDetailsElement>('picture-table');
  const body = details.querySelector('div');
  let current: PictureModel | null = null;
  const fillIn = (): void => {
    if (body === null || !details.open || current === null) return;
    fill(body, tableOf(current));
  };
  details.addEventListener('toggle', fillIn);
  details.addEventListener(everythingEvent, fillIn);
  return {
    show(picture) {
      current = picture;
      fillIn();
    },
  };
}

function tableOf({ nodes, links }: PictureModel): HTMLElement {
  const byNode = new Map(nodes.map((node) => [node.id, node]));
  const leads = new Map<string, PictureNode[]>();
  for (const { source, target } of links) {
    const to = byNode.get(target);
    if (to !== undefined) leads.set(source, [...(leads.get(source) ?? []), to]);
  }
  const reached = (id: string): PictureNode[] => leads.get(id) ?? [];
  const labels = (some: readonly PictureNode[]): string =>
    [...new Set(some.map(({ label }) => label))].sort().join(', ');
  return table({
    caption: 'What goes where',
    columns: [
      { title: 'Names', isHeader: true, cell: ({ label }) => label },
      { title: 'How many', cell: ({ names }) => (names.length === 0 ? '' : counted(names.length, 'name')) },
      { title: 'Kind', cell: ({ kind }) => kindWords[kind] ?? '' },
      { title: 'Buckets', cell: ({ id }) => labels(reached(id)) },
      { title: 'Read by', cell: ({ id }) => labels(reached(id).flatMap((bucket) => reached(bucket.id))) },
    ],
    rows: nodes.filter(({ column }) => column === 0),
  });
}

const kindWords: Readonly<Partial<Record<PictureNode['kind'], string>>> = {
  secret: 'secret',
  config: 'configuration',
  mixed: 'both',
  fixed: 'fixed',
};
