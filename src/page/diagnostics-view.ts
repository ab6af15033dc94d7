import type { Report } from '../report/model';
import { bodyOf, code, element, fill } from './dom';
import { paged } from './table';
import { counted } from './words';

/** What is wrong with the files; filters leave it as it is. */
export function showDiagnostics({ diagnostics }: Report): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (diagnostics.length === 0) {
    fill(bodyOf('diagnostics'), element('p', {}, 'Nothing is wrong with the files.'));
    return;
  }
  const sorted = [...diagnostics].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  const list = element('ol', { class: 'diagnostics' });
  fill(
    bodyOf('diagnostics'),
    element(
      'p',
      { class: 'hint' },
      `${counted(errors, 'error')}, ${counted(diagnostics.length - errors, 'warning')}. Filters do not apply here.`,
    ),
    list,
    paged(list, sorted, 'diagnostic', itemOf),
  );
}

type Item = Report['diagnostics'][number];

const place = ({ file, line, column }: NonNullable<Item['location']>): string => `${file}:${line}:${column}`;

function itemOf({ severity, code: name, message, location, hint, related }: Item): HTMLElement {
  return element(
    'li',
    { class: severity },
    element('span', { class: `state ${severity}` }, severity),
    ' ',
    code(name),
    ' ',
    message,
    element(
      'p',
      { class: 'note' },
      location === null ? '' : code(place(location)),
      location === null ? '' : ' ',
      hint,
    ),
    ...related.map((other) => element('p', { class: 'note' }, code(place(other)), ` ${other.message}`)),
  );
}
