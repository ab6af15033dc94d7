export const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Before the line end. */
export function endOfLine(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' ? next - 1 : next;
}

/** The line end that the file uses. */
export function lineEnd(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** Where the comment lines begin that stand directly above a line, indented as it is; the line itself where there are none. */
export function attachedComments(text: string, line: number, indent: string): number {
  let start = line;
  while (start > 0) {
    const above = startOfLine(text, start - 1);
    const words = text.slice(above, start - 1);
    if (!words.startsWith(`${indent}#`)) break;
    start = above;
  }
  return start;
}
