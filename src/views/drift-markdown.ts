import type { DriftResult } from '../commands/drift';
import type { Finding } from '../commands/drift/finding';
import { escapeInvisible } from '../diagnostics';
import { Comment } from './comment';
import { counted } from './counted';
import { faultLines, writtenMarkdown } from './diff-markdown';
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
import { escapeProse } from './markdown';

/** The body of an issue: what has drifted, heaviest first, and what to do. Never longer than GitHub takes. */
export function renderDriftMarkdown(result: DriftResult): string {
  const { environments, findings, pending, diagnostics, texts } = result;
  const names = environments.map(({ name }) => name);
  const page = new Comment(['fanout drift', ...names].join(' '));
  page.put('## fanout: what stands in AWS against the plan\n');
  if (diagnostics.length > 0) {
    page.section(
      `${counted(diagnostics.length, 'error')} to correct first`,
      faultLines(diagnostics, texts),
      true,
    );
    return page.text();
  }
  page.put(`**${escapeProse(countDrift(result))}**\n`);
  for (const [, heavy] of groupBy(findings, ({ weight }) => weight)) {
    const [first] = heavy;
    if (first === undefined) continue;
    const lines = heavy.map((finding) => findingLine(finding, result));
    page.section(`${driftTitles[first.weight]} (${heavy.length})`, lines, true);
  }
  if (pending.length > 0) {
    const lines = pending.map((each) => `- ${writtenMarkdown(describePending(each))}`);
    page.section(`Not deployed yet (${pending.length})`, lines, false);
  }
  const notes = driftNotes(result).map((note) => `- ${writtenMarkdown(note)}`);
  if (notes.length > 0) page.section('What was not looked at', notes, false);
  return page.text();
}

function findingLine(finding: Finding, result: DriftResult): string {
  const said = writtenMarkdown([...subjectOf(finding), ' ', ...describeDrift(finding)]);
  const { sentence, command } = remedyFor(finding, result);
  return [
    `- ${said}  `,
    `  ${escapeProse(sentence)}`,
    ...(command === null ? [] : ['  ```sh', `  ${escapeInvisible(command)}`, '  ```']),
  ].join('\n');
}
