import type { Page } from './page';
import { wrap } from './wrap';

/** Something that a person does next. */
export interface Step {
  readonly what: string;
  /** To be copied: each stands on a line of its own, however long it is. */
  readonly commands: readonly string[];
}

/** Numbered steps under a title. */
export function renderSteps(title: string, steps: readonly Step[], page: Page): string {
  const lines = steps.flatMap(({ what, commands }, index) => [
    ...wrap(what, page.width - 5).map((line, row) => `  ${row === 0 ? `${index + 1}.` : '  '} ${line}`),
    ...commands.map((command) => `       ${page.muted(command)}`),
  ]);
  return [page.bold(title), ...lines].map((line) => `${line}\n`).join('');
}
