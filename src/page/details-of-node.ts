import type { Report } from '../report/model';
import { definitions, title } from './details-parts';
import { code, element } from './dom';
import { everything, type Filter, isIn, type ReportIndex } from './filter';
import type { Choice } from './highlight';
import type { PictureNode } from './picture-model';
import { table } from './table';
import { keyColumns, readersOf, valueColumn } from './target-columns';
import { consumerWords, counted } from './words';

/** A bucket: its entries, and every key with where it comes from. */
export function aboutBucket(name: string, index: ReportIndex, filter: Filter): Node[] {
  const { report } = index;
  const bucket = report.buckets.find((each) => each.name === name);
  const targets = report.targets.filter((target) => isIn(target, { ...filter, bucket: name }));
  const entries = (bucket?.entries ?? []).flatMap((entry, at) =>
    entry === null ? [] : [{ environment: report.environments[at]?.name ?? '', ...entry }],
  );
  return [
    title(name, 'bucket'),
    definitions([
      ['Description', bucket?.description],
      ['Read by', readersOf(report, name, filter.environment) || undefined],
    ]),
    table({
      caption: 'Its entries',
      columns: [
        { title: 'Environment', isHeader: true, cell: ({ environment }) => environment },
        { title: 'Entry', cell: ({ secretName }) => code(secretName) },
        { title: 'Status', cell: ({ status }) => status },
      ],
      rows: entries,
    }),
    table({
      caption: counted(targets.length, 'key'),
      columns: [
        { title: 'Key', isHeader: true, cell: ({ target }) => code(target) },
        {
          title: 'From',
          cell: ({ names: from }) => (from.length === 0 ? 'a fixed value' : code(from.join(', '))),
        },
        ...keyColumns(report).slice(1),
        valueColumn(index),
      ],
      rows: targets,
    }),
  ];
}

/** A service or a reader, and what it reads. */
export function aboutConsumer({ label, id }: PictureNode, report: Report): Node[] {
  const consumer = report.consumers.find(({ kind, name }) => `${kind} ${name}` === id);
  return [
    title(label, consumer === undefined ? '' : consumerWords[consumer.kind]),
    table({
      caption: 'What it reads',
      columns: [
        { title: 'Environment', isHeader: true, cell: ({ environment }) => environment },
        { title: 'Buckets', cell: ({ buckets }) => (buckets.length === 0 ? 'nothing' : buckets.join(', ')) },
      ],
      rows: report.environments.map((environment, at) => ({
        environment: environment.name,
        buckets: consumer?.buckets[at] ?? [],
      })),
    }),
  ];
}

/** Values that are computed from no name. */
export function aboutFixedValues(index: ReportIndex, filter: Filter): Node[] {
  const targets = index.report.targets.filter((target) => target.names.length === 0 && isIn(target, filter));
  return [
    title('fixed values', 'computed from no name'),
    table({
      caption: counted(targets.length, 'key'),
      columns: [
        { title: 'Bucket', isHeader: true, cell: ({ bucket }) => bucket },
        ...keyColumns(index.report),
        valueColumn(index),
      ],
      rows: targets,
    }),
  ];
}

/** Names that are drawn as one. */
export function aboutGroup(
  node: PictureNode,
  index: ReportIndex,
  filter: Filter,
  onChoose: (choice: Choice) => void,
): Node[] {
  const [first = ''] = node.names;
  const targets = index.targetsOf(first, { ...everything, environment: filter.environment });
  const buckets = [...new Set(targets.map(({ bucket }) => bucket))].sort();
  const way = node.kind === 'mixed' ? 'in many ways' : `to ${buckets.join(', ')}`;
  return [
    title(node.label, `${counted(node.names.length, 'name')}, ${way}`),
    table({
      caption: 'Names that are drawn as one',
      columns: [
        {
          title: 'Name',
          isHeader: true,
          cell: (name) => {
            const button = element('button', { type: 'button', class: 'link' }, name);
            button.addEventListener('click', () => onChoose({ name }));
            return button;
          },
        },
        { title: 'Description', cell: (name) => index.names.get(name)?.description ?? '' },
      ],
      rows: node.names,
    }),
  ];
}
