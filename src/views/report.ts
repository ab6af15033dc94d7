import type { ReportResult } from '../commands/report';
import { escapeInvisible, Locator } from '../diagnostics';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';

/** @param file - as somebody typed it */
export function renderReportText(
  { status, page: html, summary, diagnostics, texts }: ReportResult,
  file: string,
  page: Page,
): string {
  if (status === 'refused' || html === null)
    return `${renderDiagnostics(diagnostics, texts, page)}\n${page.error('refused')}: nothing was written\n`;
  const did = status === 'dry-run' ? 'would write' : status === 'printed' ? 'printed' : 'wrote';
  const where = status === 'printed' ? 'the report' : page.accent(escapeInvisible(file));
  const { environments, buckets, targets, errors, warnings } = summary;
  const found = [
    ...(errors > 0 ? [page.error(counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [page.warning(counted(warnings, 'warning'))] : []),
  ];
  return [
    `${page.good(did)} ${where}, ${kilobytes(html)} kB: ${counted(environments, 'environment')}, ${counted(buckets, 'bucket')}, ${counted(targets, 'target')}`,
    ...(found.length === 0 ? [] : [`${found.join(' and ')} in it: fanout check shows where`]),
    '',
  ].join('\n');
}

const kilobytes = (text: string): number => Math.ceil(Buffer.byteLength(text) / 1000);

/** Shape: schemas/output/report.schema.json. */
export function renderReportJson(
  { status, page, summary, diagnostics, texts }: ReportResult,
  file: string,
): string {
  return renderJson({
    status,
    file,
    bytes: page === null ? 0 : Buffer.byteLength(page),
    summary,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
