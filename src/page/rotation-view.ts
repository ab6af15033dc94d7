import type { Report, RotationRow, RotationState } from '../report/model';
import { bodyOf, code, element, fill } from './dom';
import type { Filter } from './filter';
import { table } from './table';
import { counted, rotationWords } from './words';

const states: readonly RotationState[] = [
  'expired',
  'due',
  'soon',
  'undated',
  'current',
  'manual',
  'unscheduled',
];

/** @param names - that the filter lets through */
export function showRotation(
  { rotation, environments }: Report,
  filter: Filter,
  names: ReadonlySet<string>,
): void {
  const only = filter.environment === null ? undefined : environments[filter.environment]?.name;
  const rows = rotation.filter(
    ({ name, environment }) => names.has(name) && (only === undefined || only === environment),
  );
  const sums = states.flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count === 0
      ? []
      : [element('li', { class: state }, element('b', {}, String(count)), ` ${rotationWords[state]}`)];
  });
  if (rows.length === 0) {
    fill(bodyOf('rotation'), element('p', {}, 'No value that ages is here.'));
    return;
  }
  fill(
    bodyOf('rotation'),
    element('ul', { class: 'sums' }, ...sums),
    table({
      caption: 'Values by urgency',
      columns: [
        { title: 'Name', isHeader: true, cell: ({ name }) => code(name) },
        { title: 'Environment', cell: ({ environment }) => environment },
        {
          title: 'State',
          cell: ({ state }) => element('span', { class: `state ${state}` }, rotationWords[state]),
        },
        { title: 'Replaced', cell: ({ rotated }) => rotated ?? 'not noted' },
        { title: 'Age', class: 'number', cell: ({ age }) => (age === null ? '' : counted(age, 'day')) },
        { title: 'Every', cell: ({ every }) => every ?? '' },
        { title: 'Due', cell: ({ due }) => due ?? '' },
        { title: 'Expires', cell: ({ expires }) => expires ?? '' },
        { title: 'Old value', cell: ({ previous }) => previousCell(previous) },
      ],
      rows,
    }),
  );
}

const previousCell = (previous: RotationRow['previous']): Node | string =>
  previous === 'unrevoked' ? element('span', { class: 'state soon' }, 'not revoked') : (previous ?? '');
