import type { SetPlace, SetResult } from '../commands/set';
import { Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';

/** What was set and where; never the value. */
export function renderSetText({ status, place, diagnostics, texts }: SetResult, page: Page): string {
  const nothing = 'nothing was written';
  const sentences: Readonly<Record<SetResult['status'], string>> = {
    written: `${page.good('wrote')} ${describe(place, page)}`,
    unchanged: `${page.good('unchanged')}: ${describe(place, page)}`,
    'dry-run': `${page.good('would write')} ${describe(place, page)}; ${nothing}`,
    declined: nothing,
    refused: `${page.error('refused')}: ${nothing}`,
  };
  const faults = renderDiagnostics(diagnostics, texts, page);
  return `${faults}${faults === '' ? '' : '\n'}${sentences[status]}\n`;
}

function describe(place: SetPlace | null, page: Page): string {
  if (place === null) return '';
  const { environment, name, kind, file, line } = place;
  const how = kind === 'secret' ? 'encrypted' : 'in plain';
  return `${page.bold(name)} in ${environment}, ${how}: ${page.accent(`${file}:${line}`)}`;
}

/** Shape: schemas/output/set.schema.json. */
export function renderSetJson({ status, place, diagnostics, texts }: SetResult): string {
  return renderJson({
    status,
    place:
      place === null
        ? null
        : {
            environment: place.environment,
            name: place.name,
            kind: place.kind,
            file: place.file,
            line: place.line,
          },
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
