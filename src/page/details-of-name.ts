import type { ReportName } from '../report/model';
import { definitions, title } from './details-parts';
import { code, element } from './dom';
import type { Filter, ReportIndex } from './filter';
import { table } from './table';
import { keyColumns, readersOf } from './target-columns';
import { stateWords } from './words';

/** What a canonical name is, what stands behind it, and where it goes. */
export function aboutName(name: ReportName, index: ReportIndex, filter: Filter): Node[] {
  const { report } = index;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Description', name.description],
    ['Owner', name.owner],
    ['Public', name.public ? 'it may reach a browser' : undefined],
    ['Unused', name.unused],
  ];
  const targets = index.targetsOf(name.name, { environment: filter.environment, bucket: null });
  const readers = new Map(
    report.buckets.map(({ name: bucket }) => [bucket, readersOf(report, bucket, filter.environment)]),
  );
  return [
    title(name.name, name.kind === 'config' ? 'configuration' : 'secret'),
    definitions(facts),
    table({
      caption: 'What stands behind it',
      columns: [
        { title: 'Environment', isHeader: true, cell: ({ environment }) => environment },
        { title: 'Value', cell: ({ state, value }) => (value === null ? stateWords[state] : code(value)) },
      ],
      rows: report.environments.map((environment, at) => ({
        environment: environment.name,
        state: name.states[at] ?? 'missing',
        value: name.values?.[at] ?? null,
      })),
    }),
    targets.length === 0
      ? element('p', {}, 'No bucket takes it here.')
      : table({
          caption: 'Where it goes',
          columns: [
            { title: 'Bucket', isHeader: true, cell: ({ bucket }) => bucket },
            ...keyColumns(report),
            { title: 'Read by', cell: ({ bucket }) => readers.get(bucket) ?? '' },
          ],
          rows: targets,
        }),
  ];
}
