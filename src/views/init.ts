import type { InitResult } from '../commands/init';
import { escapeInvisible } from '../diagnostics';
import { renderJson } from './json';
import type { Page } from './page';

/** @param directory - as somebody typed it */
export function renderInitText(
  { status, written, nextSteps, refusal }: InitResult,
  directory: string,
  page: Page,
): string {
  const where = page.accent(escapeInvisible(directory));
  const listed = (paths: readonly string[]) => paths.map((path) => `  ${escapeInvisible(path)}`);
  const lines =
    refusal === null
      ? [
          `${page.good(status === 'dry-run' ? 'would write' : 'wrote')} a workspace into ${where}`,
          ...listed(written),
          '',
          'Next, in there:',
          ...nextSteps.map((step) => `  ${step}`),
        ]
      : [
          `${page.error('refused')}: nothing was written into ${where}. ${refusal.reason}.`,
          ...listed(refusal.obstacles),
          refusal.remedy,
        ];
  return `${lines.join('\n')}\n`;
}

/** Shape: schemas/output/init.schema.json. */
export function renderInitJson({
  status,
  directory,
  project,
  written,
  nextSteps,
  refusal,
}: InitResult): string {
  return renderJson({ status, directory, project, written, nextSteps, refusal });
}
