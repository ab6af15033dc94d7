import type { DriftResult } from '../commands/drift';
import type { Finding } from '../commands/drift/finding';
import { escapeInvisible } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import type { Phrase } from './diff-phrase';
import { writtenText } from './diff-text';
import {
  countDrift,
  describeDrift,
  describePending,
  driftNotes,
  driftTitles,
  subjectOf,
} from './drift-phrase';
import { remedyFor } from './drift-remedy';
import { groupBy } from './group';
import type { Page } from './page';
import { wrap } from './wrap';

/** ARNs stay whole. */
const longest = 200;
const phraseText = (phrase: Phrase, page: Page): string => writtenText(phrase, page, longest);

/** What has drifted, heaviest first, each with what to do; then what waits for a deploy, and what was not looked at. */
export function renderDriftText(result: DriftResult, page: Page): string {
  const { diagnostics, texts, environments, findings, pending } = result;
  const faults = renderDiagnostics(diagnostics, texts, page);
  if (environments.length === 0) return faults === '' ? `${page.good(countDrift(result))}\n` : faults;
  const blocks = [
    ...groupBy(findings, ({ weight }) => weight).map(([, heavy]) => [
      page.bold(titleOf(heavy)),
      ...heavy.flatMap((finding) => renderFinding(finding, result, page)),
    ]),
    ...groupBy(pending, ({ environment }) => environment).map(([environment, waiting]) => [
      page.bold(`Not deployed yet in ${environment}`),
      ...waiting.flatMap((each) => indented(phraseText(describePending(each), page), 2, page)),
    ]),
    ...driftNotes(result).map((note) => wrap(phraseText(note, page), page.width).map(page.muted)),
  ];
  const closing = findings.length === 0 ? page.good(countDrift(result)) : page.error(countDrift(result));
  return [...blocks.map((lines) => `${lines.join('\n')}\n`), `${closing}\n`].join('\n');
}

const titleOf = ([first]: readonly Finding[]): string =>
  first === undefined ? '' : driftTitles[first.weight];

/** A command stays on one line, so that it can be copied. */
function renderFinding(finding: Finding, result: DriftResult, page: Page): string[] {
  const said = [...subjectOf(finding), ' ', ...describeDrift(finding)];
  const { sentence, command } = remedyFor(finding, result);
  return [
    ...indented(phraseText(said, page), 2, page),
    ...indented(page.muted(sentence), 6, page),
    ...(command === null ? [] : [`      $ ${escapeInvisible(command)}`]),
  ];
}

const indented = (text: string, by: number, page: Page): string[] =>
  wrap(text, page.width - by).map((line) => ' '.repeat(by) + line);
