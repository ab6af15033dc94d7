import type { TfPlanResult } from '../commands/tf-plan';
import { Comment } from './comment';
import { counted } from './counted';
import { faultLines, writtenMarkdown } from './diff-markdown';
import { baseSentences, describeBase } from './diff-text';
import { codeSpan, escapeProse } from './markdown';
import { describeReview, join, reviewSentences, sectionsOf } from './tf-plan-phrase';

/** A comment of a pull request, or a job summary. */
export function renderTfPlanMarkdown({ review, diagnostics, texts }: TfPlanResult, asked: string): string {
  const page = new Comment('fanout tf-plan');
  page.put(`## fanout: what Terraform would do in ${codeSpan(review?.stack ?? asked)}\n`);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    page.section(`${counted(errors.length, 'error')} to correct first`, faultLines(errors, texts), true);
  if (review === null) return page.text();
  const { base } = review;
  const compared = base === null ? '' : `, compared with ${codeSpan(describeBase(base))}`;
  page.put(`**${escapeProse(describeReview(review))}**${compared}\n`);
  for (const sentence of [...(base === null ? [] : baseSentences(base, [])), ...reviewSentences(review)])
    page.put(`> ${escapeProse(sentence)}\n`);
  const marks = { loss: '🛑 ', deviation: '⚠️ ', rest: '' } as const;
  for (const { weight, title, lines } of sectionsOf(review)) {
    page.section(
      `${marks[weight]}${title} (${lines.length})`,
      lines.map(({ about, says }) => `- ${writtenMarkdown([...about, ': ', ...join(says)])}`),
      weight !== 'rest',
    );
  }
  return page.text();
}
