import type { TfPlanResult } from '../commands/tf-plan';
import { renderDiagnostics } from './diagnostics-text';
import { baseSentences, describeBase, writtenText } from './diff-text';
import type { Page } from './page';
import { describeReview, join, reviewSentences, type Said, sectionsOf } from './tf-plan-phrase';
import { wrap } from './wrap';

/** What destroys values first, then what nobody foretold, then what a deploy does. */
export function renderTfPlanText({ review, diagnostics, texts }: TfPlanResult, page: Page): string {
  const faults = renderDiagnostics(diagnostics, texts, page);
  if (review === null) return faults;
  const { base } = review;
  const sentences = [...(base === null ? [] : baseSentences(base, [])), ...reviewSentences(review)];
  const paints = { loss: page.error, deviation: page.warning, rest: page.bold } as const;
  const blocks = [
    [
      ...(base === null ? [] : [`compared with ${describeBase(base)}`]),
      ...sentences.flatMap((sentence) =>
        wrap(sentence, page.width - 2).map((line) => `  ${page.warning(line)}`),
      ),
    ],
    ...sectionsOf(review).map(({ weight, title, lines }) => [
      paints[weight](title),
      ...lines.flatMap((said) => renderSaid(said, page)),
    ]),
  ].filter((lines) => lines.length > 0);
  return [
    ...(faults === '' ? [] : [faults]),
    ...blocks.map((lines) => `${lines.join('\n')}\n`),
    `${describeReview(review)}\n`,
  ].join('\n');
}

function renderSaid({ about, says }: Said, page: Page): string[] {
  const line = writtenText([...about, ': ', ...join(says)], page);
  return wrap(line, page.width - 6).map((each, index) => `${index === 0 ? '  ' : '      '}${each}`);
}
