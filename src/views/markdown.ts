import { escapeInvisible } from '../diagnostics';

/** A text in a code span is long enough for a reviewer, and never fills a comment. */
const longestCode = 160;

/** Any text as a code span: nothing in it is read as Markdown, HTML, a mention or a reference. */
export function codeSpan(
  text: string,
  { longest = longestCode }: { readonly longest?: number } = {},
): string {
  const shown = escapeInvisible(text);
  const cut = shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
  if (cut.trim() === '') return `\`"${cut}"\``;
  const ticks = Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(ticks + 1);
  // One space is taken off at both ends, which lets a text begin and end with a backtick or a space.
  const pad = /^[` ]|[` ]$/.test(cut) ? ' ' : '';
  return `${fence}${pad}${cut}${pad}${fence}`;
}

/** Words of a sentence, with nothing in them that Markdown, HTML or GitHub (mentions, references, links) would read. */
export function escapeProse(text: string): string {
  return escapeInvisible(text)
    .replace(/[&<>@#]|:(?=[\w/])|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]~$|]/g, (character) => `\\${character}`);
}

/** What is folded away under a title. The title is our own words. */
export function collapsed(title: string, lines: readonly string[], open: boolean): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>\n`;
}
