import { escapeInvisible } from '../diagnostics';
import type { Phrase } from './diff-phrase';
import { codeSpan, escapeProse } from './markdown';
import { valueText } from './origin-text';
import type { Page } from './page';
import { cut } from './wrap';

/** No value takes more columns than this. */
const mostColumns = 160;

/** A phrase on a line of text. */
export const phraseText = (phrase: Phrase, page: Page): string =>
  phrase
    .map((segment) => {
      if (typeof segment === 'string') return escapeInvisible(segment);
      return 'name' in segment
        ? page.accent(escapeInvisible(segment.name))
        : cut(valueText(segment.value), mostColumns);
    })
    .join('');

/** A phrase in Markdown, where nothing of a name or a value is read as such. */
export const phraseMarkdown = (phrase: Phrase): string =>
  phrase
    .map((segment) => {
      if (typeof segment === 'string') return escapeProse(segment);
      return codeSpan('name' in segment ? segment.name : segment.value);
    })
    .join('');

/** A phrase for machines: whole, and with nothing escaped. */
export const phrasePlain = (phrase: Phrase): string =>
  phrase
    .map((segment) => {
      if (typeof segment === 'string') return segment;
      return 'name' in segment ? segment.name : segment.value;
    })
    .join('');
