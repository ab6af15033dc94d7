import type { SynthResult } from '../commands/synth';
import { escapeInvisible, Locator } from '../diagnostics';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { renderTable } from './table';

export function renderSynthText({ stacks, diagnostics, texts }: SynthResult, page: Page): string {
  const faults = renderDiagnostics(diagnostics, texts, page);
  const rows = stacks.map(({ name, file, resources }) => [
    { text: name, paint: page.bold },
    { text: counted(resources, 'resource') },
    { text: escapeInvisible(file), paint: page.accent },
  ]);
  const written =
    stacks.length === 0
      ? [`${page.error('refused')}: nothing was written`]
      : [
          `${page.good('wrote')} ${counted(stacks.length, 'stack')}`,
          ...renderTable(rows, { indent: 2, width: page.width }),
        ];
  return `${faults}${faults === '' ? '' : '\n'}${written.join('\n')}\n`;
}

/** Shape: schemas/output/synth.schema.json. */
export function renderSynthJson({ stacks, diagnostics, texts }: SynthResult): string {
  return renderJson({ stacks, diagnostics: new Locator(texts).locateAll(diagnostics) });
}
