import type { ImportedName, ImportResult } from '../commands/import/result';
import { escapeInvisible, Locator, list, quote } from '../diagnostics';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { renderTable } from './table';
import { wrap } from './wrap';

/** What has become of each name; never a value. */
export function renderImportText(result: ImportResult, page: Page): string {
  const { finished, diagnostics, texts, faults, warnings, source } = result;
  const said = (text: string): string => wrap(text, page.width).join('\n');
  const blocks = [
    finished.length === 0
      ? ''
      : said(`finished a change that had been cut off: ${list(finished.map(escapeInvisible))}`),
    renderDiagnostics(diagnostics, texts, page).trimEnd(),
    faults
      .map(({ line, message }) => {
        const place = line === null ? escapeInvisible(source) : `${escapeInvisible(source)}:${line}`;
        return `${page.error('error')} ${page.accent(place)}\n${indented(sentence(message), page)}`;
      })
      .join('\n'),
    nameLines(result, page).join('\n'),
    warnings.map((warning) => `${page.warning('warning')}\n${indented(sentence(warning), page)}`).join('\n'),
    said(outcomeOf(result, page)),
    isMapChanged(result) ? 'Next: fanout schemas, so that editors know the names that were added.' : '',
  ];
  return blocks
    .filter((block) => block !== '')
    .map((block) => `${block}\n`)
    .join('\n');
}

const isMapChanged = ({ status, names }: ImportResult): boolean =>
  status === 'written' && names.some(({ added }) => added);

const sentence = (text: string): string => (text.endsWith('?') ? text : `${text}.`);

const indented = (text: string, page: Page): string =>
  wrap(text, page.width - 2)
    .map((line) => `  ${line}`)
    .join('\n');

function nameLines({ names, status }: ImportResult, page: Page): string[] {
  const rows = names.map((each) => [
    { text: words[each.outcome], paint: each.outcome === 'unknown' ? page.error : page.good },
    { text: each.name ?? each.key ?? 'a key that is no name', paint: page.bold },
    { text: remarks(each, status), overflow: 'wrap' as const },
  ]);
  return renderTable(rows, { indent: 0, width: page.width });
}

const words: Readonly<Record<ImportedName['outcome'], string>> = {
  new: 'new',
  replaced: 'replaced',
  kept: 'kept',
  unchanged: 'unchanged',
  empty: 'empty',
  unknown: 'unknown',
  skipped: 'left out',
};

function remarks(
  { key, name, kind, outcome, added, reason, nearest }: ImportedName,
  status: ImportResult['status'],
): string {
  const adding = status === 'written' ? 'was added' : 'would be added';
  const parts = [
    kind === null ? '' : kind === 'secret' ? 'secret' : 'configuration',
    key === null || key === name || name === null ? '' : `from ${quote(key)}`,
    added ? `${adding}${reason === null ? '' : `: ${reason}`}` : '',
    outcome === 'kept' ? 'has a value' : '',
    outcome === 'empty' ? 'there is no value in the source' : '',
    outcome === 'unknown' && name === null ? 'nothing can have such a name' : '',
    nearest === null ? '' : `do you mean ${nearest}?`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function outcomeOf({ status, names, environment, source }: ImportResult, page: Page): string {
  const count = (...outcomes: readonly ImportedName['outcome'][]): number =>
    names.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const values = counted(count('new', 'replaced'), 'value');
  const from = escapeInvisible(source);
  switch (status) {
    case 'written':
      return `${page.good('wrote')} ${values} from ${from} into ${environment}${rest(count)}`;
    case 'dry-run':
      return `would write ${values} from ${from} into ${environment}${rest(count)}; nothing was written`;
    case 'unchanged':
      return `${page.good('unchanged')}: there was nothing to write into ${environment}${rest(count)}`;
    case 'declined':
      return 'nothing was written';
    case 'refused':
      return `${page.error('refused')}: nothing was written${advice(names)}`;
  }
}

function rest(count: (...outcomes: readonly ImportedName['outcome'][]) => number): string {
  const kept = count('kept', 'unchanged');
  const empty = count('empty');
  const hint = count('kept') === 0 ? '' : ' (--replace would replace what has a value)';
  return `${kept === 0 ? '' : `, ${kept} kept${hint}`}${empty === 0 ? '' : `, ${empty} empty`}`;
}

function advice(names: readonly ImportedName[]): string {
  const unknown = names.filter(({ outcome }) => outcome === 'unknown');
  if (unknown.length === 0) return '';
  const rename = 'correct them';
  const canBeAdded = unknown.some(({ name }) => name !== null);
  return `: ${counted(unknown.length, 'name')} ${unknown.length === 1 ? 'is' : 'are'} unknown: ${rename}${canBeAdded ? ', add them with --add-names' : ''}, or leave them out with --skip-unknown`;
}

/** Shape: schemas/output/import.schema.json. */
export function renderImportJson(result: ImportResult): string {
  const { status, environment, source, names, faults, warnings, finished, diagnostics, texts } = result;
  return renderJson({
    status,
    environment,
    source,
    names: names.map(({ key, name, kind, outcome, added, reason, nearest }) => ({
      key,
      name,
      kind,
      outcome,
      added,
      reason,
      nearest,
    })),
    faults: faults.map(({ line, message }) => ({ line, message })),
    warnings,
    finished,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
