import { parse } from 'dotenv';
import type { ReadSource, SourceFault } from './source';

const blankOrComment = /^\s*(?:#|$)/;
const assignment = /^\s*(?:export\s+)?([\w.-]+)(?:\s*=|:\s)[^\S\n]*(.*)$/s;

/**
 * Reads a .env file as the package dotenv does, and says what that would drop without a word: lines that it cannot read,
 * names that stand twice, text behind a quote, and a `#` that ends a value in the middle of a word.
 */
export function readDotenvSource(source: string): ReadSource {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const data = new Map<string, string>();
  const faults: SourceFault[] = [];
  const firsts = new Map<string, number>();
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] ?? '';
    if (blankOrComment.test(first)) continue;
    const line = at + 1;
    const [, name, written = ''] = assignment.exec(first) ?? [];
    if (name === undefined) {
      faults.push({ line, message: 'This line is no NAME=VALUE, and would be dropped' });
      continue;
    }
    const length = linesOf(lines, at, written);
    const fault = length === null ? openQuote : faultOf(lines.slice(at, at + length), written);
    if (fault !== undefined) faults.push({ line, message: fault });
    const before = firsts.get(name);
    if (before !== undefined)
      faults.push({
        line,
        message: `The name in this line stands in line ${before} already: remove one of the two`,
      });
    firsts.set(name, line);
    data.set(name, parse(lines.slice(at, at + (length ?? 1)).join('\n'))[name] ?? '');
    at += (length ?? 1) - 1;
  }
  if (faults.length > 0) return { faults };
  const whole = Object.entries(parse(source));
  const differing = whole
    .filter(([name, value]) => data.get(name) !== value)
    .map(([name]) => firsts.get(name));
  if (differing.length === 0 && whole.length === data.size) return { data };
  return {
    faults: (differing.length > 0 ? differing : [undefined]).map((line) => ({
      line: line ?? null,
      message: 'Programs would not agree on what is read here: put the value in quotes that it does not hold',
    })),
  };
}

const openQuote = 'A quote is opened in this line, and never closed';

const quoteOf = (written: string): string | undefined => /^['"`]/.exec(written)?.[0];

/** How many lines an assignment takes; null where its quote stays open. */
function linesOf(lines: readonly string[], at: number, written: string): number | null {
  const quote = quoteOf(written);
  if (quote === undefined) return 1;
  let rest = written.slice(1);
  for (let count = 1; at + count <= lines.length; count += 1) {
    if (closing(rest, quote) !== -1) return count;
    rest = lines[at + count] ?? '';
  }
  return null;
}

/** Where a quote closes that no backslash stands before. */
function closing(text: string, quote: string): number {
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (text[at - 1] !== '\\') return at;
  }
  return -1;
}

function faultOf(lines: readonly string[], written: string): string | undefined {
  const quote = quoteOf(written);
  if (quote === undefined) {
    return /[^\s]#/.test(written)
      ? 'A # ends the value in the middle of a word for some programs: put the value in quotes'
      : undefined;
  }
  const last = lines.length === 1 ? written.slice(1) : (lines.at(-1) ?? '');
  const behind = last.slice(closing(last, quote) + 1);
  return blankOrComment.test(behind) ? undefined : 'Something stands behind the closing quote';
}
