import type { SetResult } from '../commands/set';
import type { WrittenPlace } from '../commands/written-place';
import { Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';

/** What was set and where; never a value. */
export function renderSetText(result: SetResult, page: Page): string {
  const faults = renderDiagnostics(result.diagnostics, result.texts, page);
  return `${faults}${faults === '' ? '' : '\n'}${renderOutcome(result, page)}\n`;
}

function renderOutcome({ status, places }: SetResult, page: Page): string {
  if (status === 'declined') return nothing;
  if (status === 'refused') return `${page.error('refused')}: ${nothing}`;
  return renderPlaces(places, status === 'dry-run', page);
}

const nothing = 'nothing was written';

/** A line for each value. */
export function renderPlaces(places: readonly WrittenPlace[], isDryRun: boolean, page: Page): string {
  const verb = isDryRun ? 'would write' : 'wrote';
  const lines = places.map((place) =>
    place.changed
      ? `${page.good(verb)} ${describe(place, page)}`
      : `${page.good('unchanged')}: ${describe(place, page)}`,
  );
  if (!isDryRun) return lines.join('\n');
  return lines.length === 1 ? `${lines.join()}; ${nothing}` : [...lines, nothing].join('\n');
}

function describe({ environment, name, kind, file, line }: WrittenPlace, page: Page): string {
  const how = kind === 'secret' ? 'encrypted' : 'in plain';
  return `${page.bold(name)} in ${environment}, ${how}: ${page.accent(`${file}:${line}`)}`;
}

/** Shape: schemas/output/set.schema.json. */
export function renderSetJson({ status, places, diagnostics, texts }: SetResult): string {
  const [first, second] = places.map(placeJson);
  return renderJson({
    status,
    place: second === undefined ? (first ?? null) : null,
    places: places.map(placeJson),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

/** Shape: `place` in schemas/output/set.schema.json. */
export const placeJson = ({ environment, name, kind, file, line, changed }: WrittenPlace) => ({
  environment,
  name,
  kind,
  file,
  line,
  changed,
});
