import type { SchemasResult } from '../commands/schemas';
import { Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';

export function renderSchemasText({ written, stale, diagnostics, texts }: SchemasResult, page: Page): string {
  if (diagnostics.length > 0) return renderDiagnostics(diagnostics, texts, page);
  if (written.length > 0) {
    const did = stale.length > 0 ? 'would write' : 'wrote';
    return written.map((file) => `${page.good(did)} ${file}\n`).join('');
  }
  if (stale.length === 0) return `${page.good('fine')}: the schemas are up to date\n`;
  return [...stale.map((file) => `${page.warning('stale')} ${file}`), 'update with: fanout schemas', ''].join(
    '\n',
  );
}

/** Shape: schemas/output/schemas.schema.json. */
export function renderSchemasJson({ written, stale, diagnostics, texts }: SchemasResult): string {
  return renderJson({ written, stale, diagnostics: new Locator(texts).locateAll(diagnostics) });
}
