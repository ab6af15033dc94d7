import { posix } from 'node:path';
import type { CheckResult } from '../commands/check';
import { type Diagnostic, escapeInvisible, Locator } from '../diagnostics';
import { createPage } from './page';
import { renderSummary } from './summary-text';

/**
 * Workflow commands of GitHub Actions, which shows each diagnostic at its line of a pull request, and the closing line.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 *
 * @param prefix - path of the workspace in the repository, empty or with a slash at the end
 */
export function renderGithub({ diagnostics, texts, summary }: CheckResult, prefix: string): string {
  const locator = new Locator(texts);
  const commands = diagnostics.map((diagnostic) => `${command(diagnostic, locator, prefix)}\n`);
  return commands.join('') + renderSummary(summary, createPage({ color: false }));
}

function command(
  { code, severity, message, hint, place }: Diagnostic,
  locator: Locator,
  prefix: string,
): string {
  const at = place === null ? null : locator.locate(place);
  const properties = {
    ...(at === null
      ? {}
      : { file: posix.join(prefix, at.file), line: String(at.line), col: String(at.column) }),
    title: code,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${severity} ${written.join(',')}::${escapeData(`${escapeInvisible(message)}\n${escapeInvisible(hint)}`)}`;
}

/** What stands behind the second pair of colons. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** What stands between commas before it. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
