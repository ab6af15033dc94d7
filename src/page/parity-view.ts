import type { ParityRow, Report, ReportName, ValueState } from '../report/model';
import { bodyOf, code, element, fill } from './dom';
import { table } from './table';
import { counted, stateWords } from './words';

const lacks: readonly ValueState[] = ['unset', 'absent', 'missing'];
const hasValue = (state: ValueState): boolean => !lacks.includes(state);

/** Names that have a value in some environments and none in others. Protected environments that lack one come first. */
export function showParity({ environments, parity }: Report, names: readonly ReportName[]): void {
  const gaps = new Map<string, ParityRow[]>();
  for (const gap of parity) gaps.set(gap.name, [...(gaps.get(gap.name) ?? []), gap]);
  const weight = ({ name }: ReportName): number => {
    const found = gaps.get(name) ?? [];
    if (found.some(({ why }) => why !== 'absent')) return 0;
    return found.length === 0 ? 1 : 2;
  };
  const rows = names
    .filter(({ states }) => states.some(hasValue) && !states.every(hasValue))
    .sort((a, b) => weight(a) - weight(b));
  const body = bodyOf('parity');
  if (environments.length < 2 || rows.length === 0) {
    fill(body, element('p', {}, 'Every name that has a value anywhere has one in every environment.'));
    return;
  }
  const urgent = rows.filter((name) => weight(name) === 0).length;
  fill(
    body,
    element(
      'p',
      { class: 'hint' },
      `${counted(rows.length, 'name')} not the same everywhere; ${urgent} of them a protected environment lacks, and nobody has said that it is to be so.`,
    ),
    table({
      caption: 'Names by environment',
      columns: [
        { title: 'Name', isHeader: true, cell: ({ name }) => code(name) },
        ...environments.map((environment, at) => ({
          title: environment.protected ? `${environment.name} (protected)` : environment.name,
          cell: ({ states }: ReportName) => {
            const state = states[at] ?? 'missing';
            const isWrong = environment.protected && (state === 'unset' || state === 'missing');
            return element(
              'span',
              { class: isWrong ? 'state due' : hasValue(state) ? '' : 'note' },
              stateWords[state],
            );
          },
        })),
      ],
      rows,
    }),
  );
}
