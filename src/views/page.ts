import { createColors } from 'picocolors';

type Paint = (text: string) => string;

/** What a text view is written on: a terminal, or a file that is read like one. */
export interface Page {
  /** In columns. */
  readonly width: number;
  readonly bold: Paint;
  readonly muted: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly good: Paint;
  readonly accent: Paint;
}

/** Where nobody says how wide the page is. */
const defaultWidth = 80;

/** Below this, lines are left to the terminal: wrapping them would help nobody. */
const leastWidth = 20;

export function createPage(options: { readonly width?: number | undefined; readonly color: boolean }): Page {
  const colors = createColors(options.color);
  return {
    width: Math.max(leastWidth, options.width || defaultWidth),
    bold: colors.bold,
    muted: colors.dim,
    error: (text) => colors.red(colors.bold(text)),
    warning: (text) => colors.yellow(colors.bold(text)),
    good: colors.green,
    accent: colors.cyan,
  };
}
