import type { ExplainResult } from '../commands/explain';
import { quote } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderExplanation } from './explain-text';
import type { Page } from './page';

export { renderExplainJson } from './explain-json';

/** The explanation, and whether the files that it was made from are in order. */
export function renderExplainText({ explanation, diagnostics, texts }: ExplainResult, page: Page): string {
  if (explanation === null) return renderDiagnostics(diagnostics, texts, page);
  const inOrder = diagnostics.every(({ severity }) => severity !== 'error');
  const warning = `\n${page.warning('incomplete')}: the workspace has errors; see fanout check\n`;
  return `${renderExplanation(explanation, page)}${inOrder ? '' : warning}`;
}

/** A sentence for whoever asked for a name that there is not. */
export function describeUnknownName(name: string, nearest: string | undefined): string {
  const meant = nearest === undefined ? '' : ` Did you mean ${quote(nearest)}?`;
  return `There is no canonical name and no target ${quote(name)}.${meant}`;
}
