import type { CheckResult } from '../commands/check';
import { Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { renderSummary } from './summary-text';

export function renderCheckText({ diagnostics, texts, summary }: CheckResult, page: Page): string {
  const faults = renderDiagnostics(diagnostics, texts, page);
  return `${faults}${faults === '' ? '' : '\n'}${renderSummary(summary, page)}`;
}

/** Shape: schemas/output/check.schema.json. */
export function renderCheckJson({ diagnostics, texts, summary }: CheckResult): string {
  return renderJson({ diagnostics: new Locator(texts).locateAll(diagnostics), summary });
}
