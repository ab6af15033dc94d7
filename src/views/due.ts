import type { DueResult } from '../commands/due';
import { escapeInvisible, Locator } from '../diagnostics';
import type { Rotation } from '../plan/rotations';
import { renderDiagnostics } from './diagnostics-text';
import { dueSections, dueSummary } from './due-phrase';
import { renderJson } from './json';
import { codeSpan, escapeProse } from './markdown';
import type { Page } from './page';
import { wrap } from './wrap';

/** Section by section, each value with the command that does something about it. */
export function renderDueText(result: DueResult, page: Page): string {
  const faults = renderDiagnostics(result.diagnostics, result.texts, page);
  const sections = dueSections(result).map(({ title, rotations, describe, command }) => {
    const lines = rotations.flatMap((rotation) => {
      const { environment, name, owner } = rotation;
      const next = command(rotation);
      const whose = owner === null ? '' : page.muted(` (${escapeInvisible(owner)})`);
      return [
        `  ${page.bold(name)} in ${page.accent(environment)}${whose}`,
        ...wrap(describe(rotation), page.width - 6).map((line) => `      ${line}`),
        ...(next === null ? [] : [`      ${page.muted(next)}`]),
      ];
    });
    return `${[page.bold(title), ...lines].join('\n')}\n`;
  });
  return [...(faults === '' ? [] : [faults]), ...sections, `${dueSummary(result)}\n`].join('\n');
}

/** For an issue: what is due first, what is only known below it. */
export function renderDueMarkdown(result: DueResult): string {
  const errors = new Locator(result.texts).locateAll(result.diagnostics).map(({ message, location }) => {
    const at = location === null ? '' : ` ${codeSpan(`${location.file}:${location.line}`)}`;
    return `- ${escapeProse(message)}${at}`;
  });
  const sections = dueSections(result).map(({ title, rotations, describe, command }) => {
    const lines = rotations.map((rotation) => {
      const { environment, name, owner } = rotation;
      const next = command(rotation);
      return [
        `- ${codeSpan(name)} in ${codeSpan(environment)}: ${escapeProse(describe(rotation))}`,
        ...(owner === null ? [] : [` (${escapeProse(owner)})`]),
        ...(next === null ? [] : [`  \n  ${codeSpan(next)}`]),
      ].join('');
    });
    return `### ${title} (${rotations.length})\n\n${lines.join('\n')}\n`;
  });
  return [
    '## fanout: what is due for rotation\n',
    `**${escapeProse(dueSummary(result))}**, on ${result.today}\n`,
    ...(errors.length === 0 ? [] : [`### To correct first (${errors.length})\n\n${errors.join('\n')}\n`]),
    ...sections,
  ].join('\n');
}

/** Shape: schemas/output/rotate-due.schema.json. */
export function renderDueJson(result: DueResult): string {
  const locator = new Locator(result.texts);
  const json = ({ place, ...rotation }: Rotation) => ({ ...rotation, location: locator.locate(place) });
  const { today, until, due, unrevoked, unknown, manual } = result;
  return renderJson({
    today,
    until,
    due: due.map(json),
    unrevoked: unrevoked.map(json),
    unknown: unknown.map(json),
    manual: manual.map(json),
    diagnostics: locator.locateAll(result.diagnostics),
  });
}
