import type { Texts } from '../../../../src/values/formats';

/** Reads a file of GITHUB_ENV step by step as the runner does: actions/runner, `EnvFileKeyValuePairs`. */
export function runnerReads(text: string): Texts {
  const pairs = new Map<string, string>();
  let index = 0;
  const readLine = (): { readonly line: string; readonly newline: string | null } | null => {
    if (index >= text.length) return null;
    const start = index;
    const end = text.indexOf('\n', index);
    index = end < 0 ? text.length : end + 1;
    return end < 0
      ? { line: text.slice(start), newline: null }
      : { line: text.slice(start, end), newline: '\n' };
  };
  for (let read = readLine(); read !== null; read = readLine()) {
    const { line } = read;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format ${line}`);
    const delimiter = line.slice(heredoc + 2);
    const start = index;
    let end = index;
    let next = readLine();
    while (next?.line !== delimiter) {
      if (next === null || next.newline === null) throw new Error('Matching delimiter not found');
      end = index - 1;
      next = readLine();
    }
    pairs.set(line.slice(0, heredoc), end > start ? text.slice(start, end) : '');
  }
  return pairs;
}
