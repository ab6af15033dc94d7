import type { HookResult } from '../commands/hook';
import { escapeInvisible } from '../diagnostics';
import { counted } from './counted';
import { renderJson } from './json';
import type { Page } from './page';

export function renderHookText({ status, file, workspaces, copy, refusal }: HookResult, page: Page): string {
  const where = page.accent(escapeInvisible(file));
  if (refusal !== null) {
    const { reason, remedy, lines } = refusal;
    return [
      `${page.error('refused')}: nothing was written to ${where}`,
      `${reason}. ${remedy}`,
      ...lines.map((line) => `  ${escapeInvisible(line)}`),
      '',
    ].join('\n');
  }
  const left = workspaces.length === 0 ? 'the hook' : `this workspace from the hook`;
  const sentences: Readonly<Record<Exclude<HookResult['status'], 'refused'>, string>> = {
    written: `${page.good('wrote')} ${where}, which checks ${counted(workspaces.length, 'workspace')} before each commit`,
    removed: `${page.good('removed')} ${left}: ${where}`,
    unchanged: `${page.good('unchanged')}: ${workspaces.length === 0 ? 'there is no hook of fanout at ' : ''}${where}`,
    'dry-run': `${page.good('would change')} ${where}; nothing was written`,
  };
  const kept =
    copy === null || status === 'unchanged'
      ? ''
      : `what stood there is kept in ${page.accent(escapeInvisible(copy))}\n`;
  return `${sentences[status as keyof typeof sentences]}\n${kept}`;
}

/** Shape: schemas/output/hook.schema.json. */
export function renderHookJson({ status, file, workspaces, copy, refusal }: HookResult): string {
  return renderJson({ status, file, workspaces, copy, refusal });
}
