import { parse } from 'yaml';
import { writeScalar } from '../write-scalar';

/** Characters that nobody sees in an editor, but for line ends and tabs: they are written as escapes. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * A text as YAML that is easy to edit, behind a key in the first column: plain where that is possible, else in single
 * quotes or, where it has several lines or quotes in it, as a block. What cannot be seen is escaped in double quotes.
 */
export function writeEditScalar(value: string): string {
  const plain = writeScalar(value, { quotes: 'plain', inFlow: false });
  if (plain === value) return plain;
  const nicer = /[\n']/.test(value) ? block(value) : writeScalar(value, { quotes: 'single', inFlow: false });
  return nicer !== null && readsBack(nicer, value) ? nicer : plain;
}

/** Null where a block would not be clear: invisible characters, blank lines at an end. */
function block(value: string): string | null {
  if (invisible.test(value) || /^\s*\n|\n\s*\n$/.test(value) || value.trim() === '') return null;
  const indicator = /^[ \t]/.test(value) ? '2' : '';
  const endsInLine = value.endsWith('\n');
  const lines = (endsInLine ? value.slice(0, -1) : value).split('\n');
  const indented = lines.map((line) => (line === '' ? '' : `  ${line}`));
  return [`|${indicator}${endsInLine ? '' : '-'}`, ...indented].join('\n');
}

function readsBack(text: string, value: string): boolean {
  try {
    return parse(`A: ${text}\nB:\n`, { schema: 'failsafe', logLevel: 'silent' }).A === value;
  } catch {
    return false;
  }
}
