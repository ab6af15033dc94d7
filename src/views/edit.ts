import type { EditResult } from '../commands/edit';
import { escapeInvisible, Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { placeJson, renderPlaces } from './set';
import { wrap } from './wrap';

/** What was edited and where; never a value. */
export function renderEditText(result: EditResult, page: Page): string {
  const { diagnostics, texts, faults, closed } = result;
  const blocks = [
    renderDiagnostics(diagnostics, texts, page).trimEnd(),
    faults.flatMap(({ message }) => wrap(escapeInvisible(message), page.width)).join('\n'),
    renderClosed(closed, page),
    renderOutcome(result, page),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function renderClosed(closed: EditResult['closed'], page: Page): string {
  const [first, ...others] = closed;
  if (first === undefined) return '';
  const names = others.length === 0 ? '1 name' : `${closed.length} names`;
  const why = others.every(({ reason }) => reason === first.reason) ? `: ${first.reason}` : '';
  return wrap(`${names} stood there without a value${why}`, page.width).map(page.muted).join('\n');
}

function renderOutcome({ status, places, reason }: EditResult, page: Page): string {
  const nothing = 'nothing was written';
  switch (status) {
    case 'declined':
      return nothing;
    case 'aborted':
      return `${nothing}: ${escapeInvisible(reason ?? '')}`;
    case 'refused':
      return `${page.error('refused')}: ${nothing}`;
    case 'unchanged':
      return `${page.good('unchanged')}: ${nothing}`;
    default:
      return renderPlaces(places, status === 'dry-run', page);
  }
}

/** Shape: schemas/output/edit.schema.json. */
export function renderEditJson({
  status,
  places,
  closed,
  reason,
  faults,
  diagnostics,
  texts,
}: EditResult): string {
  return renderJson({
    status,
    places: places.map(placeJson),
    closed: closed.map(({ name, reason: why }) => ({ name, reason: why })),
    reason,
    faults: faults.map(({ message }) => message),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
