import type { BaseSide } from '../commands/base-side';
import type { DiffResult } from '../commands/diff';
import type { Diagnostic } from '../diagnostics';
import { Locator, type SourceTexts } from '../diagnostics';
import { type Change, type PlanDiff, weights } from '../plan/diff';
import { Comment } from './comment';
import { counted } from './counted';
import { describeChange, describeReach, type Phrase, reachWord } from './diff-phrase';
import { baseSentences, describeBase, describeCount, paritySentences, weightTitles } from './diff-text';
import { groupBy } from './group';
import { codeSpan, collapsed, escapeProse } from './markdown';
import { drawFanOut } from './mermaid';

/** More errors than these never take the room of what changes. */
const mostErrors = 50;

/** A comment of a pull request: the count, then a folded section each. Never longer than GitHub takes. */
export function renderDiffMarkdown({ comparison, diagnostics, texts }: DiffResult): string {
  const page = new Comment('fanout diff');
  page.put('## fanout: what this change means\n');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    page.section(
      `${counted(errors.length, 'error')} to correct first`,
      faultLines(errors, texts),
      true,
      mostErrors,
    );
  if (comparison === null) return page.text();
  const { base, diff } = comparison;
  page.put(`**${escapeProse(describeCount(diff.changes))}**, compared with ${baseText(base)}\n`);
  for (const sentence of baseSentences(base, diff.changes)) page.put(`> ${escapeProse(sentence)}\n`);
  putChanges(page, diff);
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0)
    page.section(counted(warnings.length, 'warning'), faultLines(warnings, texts), false);
  return page.text();
}

function putChanges(page: Comment, { changes, versions, parity }: PlanDiff): void {
  const picture = drawFanOut(changes);
  if (picture !== null)
    page.offer(collapsed('The fan-out of what changed', ['```mermaid', ...picture, '```'], false));
  for (const weight of weights) {
    const heavy = changes.filter((change) => change.weight === weight);
    if (heavy.length > 0)
      page.section(
        `${weightTitles[weight]} (${heavy.length})`,
        heavy.map(changeLine),
        weight === 'access' || weight === 'loss',
      );
  }
  const restarts = groupBy(
    versions.filter(({ restart }) => restart),
    ({ environment }) => environment,
  ).map(
    ([environment, steps]) =>
      `- ${codeSpan(environment)}: ${steps.map(({ bucket }) => codeSpan(bucket)).join(', ')}`,
  );
  if (restarts.length > 0) page.section('What must restart', restarts, false);
  const lacking = paritySentences(parity).map((sentence) => `- ${writtenMarkdown(sentence)}`);
  if (lacking.length > 0) page.section('Parity', lacking, false);
}

const baseText = (base: BaseSide): string => codeSpan(describeBase(base));

function changeLine(change: Change): string {
  const reach = describeReach(change);
  const { restarts, warning } = change;
  return [
    `- ${writtenMarkdown(describeChange(change))}`,
    ...(reach.length === 0 ? [] : [`  ${reachWord(change)} ${writtenMarkdown(reach)}`]),
    ...(restarts.length === 0 ? [] : [`  restart: ${restarts.map((bucket) => codeSpan(bucket)).join(', ')}`]),
    ...(warning === null ? [] : [`  ⚠️ ${escapeProse(warning)}`]),
  ].join('  \n');
}

/** What is not to be shortened is, where it would fill a comment by itself. */
const longestText = 2_000;

export function writtenMarkdown(phrase: Phrase): string {
  return phrase
    .map((segment) => {
      if (typeof segment === 'string') return escapeProse(segment);
      if ('text' in segment) return codeSpan(segment.text, { longest: longestText });
      return codeSpan('name' in segment ? segment.name : segment.value);
    })
    .join('');
}

export function faultLines(diagnostics: readonly Diagnostic[], texts: SourceTexts): string[] {
  return new Locator(texts).locateAll(diagnostics).map(({ code, message, location, hint }) => {
    const at = location === null ? '' : ` ${codeSpan(`${location.file}:${location.line}`)}`;
    return `- ${codeSpan(code)}${at}: ${escapeProse(message)}. ${escapeProse(hint)}`;
  });
}
