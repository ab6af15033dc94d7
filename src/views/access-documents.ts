import type { AccessDocumentsResult } from '../commands/access-documents';
import { Locator } from '../diagnostics';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';

export function renderAccessDocumentsText(
  { files, diagnostics, texts }: AccessDocumentsResult,
  page: Page,
): string {
  const faults = renderDiagnostics(diagnostics, texts, page);
  return `${faults}${faults === '' ? '' : '\n'}${page.good('wrote')} ${counted(files.length, 'file')}\n`;
}

/** Shape: schemas/output/access-documents.schema.json. */
export function renderAccessDocumentsJson({ files, diagnostics, texts }: AccessDocumentsResult): string {
  return renderJson({ files, diagnostics: new Locator(texts).locateAll(diagnostics) });
}
