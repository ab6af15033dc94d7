import type { Report, ReportTarget } from '../report/model';
import { code, element } from './dom';
import type { ReportIndex } from './filter';
import type { Column } from './table';

/** How a key is named, which layer gives it, and where. */
export function keyColumns(report: Report): Column<ReportTarget>[] {
  return [
    { title: 'Key', cell: ({ target }) => code(target) },
    {
      title: 'Layer',
      cell: ({ layer, template }) =>
        template === undefined ? layer : element('span', {}, `${layer}: `, code(template)),
    },
    { title: 'Environments', cell: ({ environments }) => names(report, environments) },
  ];
}

const names = (report: Report, environments: readonly number[]): string =>
  environments.length === report.environments.length
    ? 'all'
    : environments.map((each) => report.environments[each]?.name ?? '').join(', ');

/** What configuration comes to; more than one text where environments differ. */
export function valueColumn(index: ReportIndex): Column<ReportTarget> {
  return {
    title: 'Value',
    cell: ({ names: from, template, environments, values }) => {
      const [name = ''] = from;
      const own = template === undefined ? index.names.get(name)?.values : undefined;
      const texts = own === undefined ? (values ?? []) : environments.map((each) => own[each] ?? null);
      const distinct = new Set(texts.filter((text) => text !== null));
      return distinct.size === 0 ? '' : code([...distinct].join(', '));
    },
  };
}

/**
 * Who reads a bucket.
 *
 * @param environment - an index; null for all
 */
export function readersOf({ consumers }: Report, bucket: string, environment: number | null): string {
  return consumers
    .filter(({ buckets }) =>
      buckets.some((each, at) => (environment === null || environment === at) && each.includes(bucket)),
    )
    .map(({ name }) => name)
    .join(', ');
}
