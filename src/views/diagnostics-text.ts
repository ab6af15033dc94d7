import stringWidth from 'string-width';
import {
  type Diagnostic,
  escapeInvisible,
  type Location,
  Locator,
  type Severity,
  type SourceTexts,
} from '../diagnostics';
import { frameKey } from './code-frame';
import type { Page } from './page';
import { wrap } from './wrap';

/**
 * Diagnostics for people: a block each, then the new buckets in one line each. Shows keys, never a value.
 *
 * @param diagnostics - in the order in which they are shown
 * @returns lines that end in a line end; empty where there is none
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: SourceTexts,
  page: Page,
): string {
  const locator = new Locator(texts);
  const fresh = diagnostics.filter(isNewBucket);
  const blocks = diagnostics
    .filter((diagnostic) => !isNewBucket(diagnostic))
    .map((diagnostic) => renderBlock(diagnostic, locator, texts, page));
  if (fresh.length > 0) blocks.push(renderNewBuckets(fresh, page));
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function isNewBucket({ code, args }: Diagnostic): boolean {
  return code === 'unset-value' && args.status === 'new';
}

function renderBlock(diagnostic: Diagnostic, locator: Locator, texts: SourceTexts, page: Page): string[] {
  const head = label(diagnostic, page);
  const where =
    diagnostic.place === null ? '' : `  ${page.accent(written(locator.locate(diagnostic.place)))}`;
  const indented = (text: string) => wrap(escapeInvisible(text), page.width - 2).map((line) => `  ${line}`);
  return [
    `${head}${where}`,
    ...indented(diagnostic.message),
    ...renderFrame(diagnostic, locator, texts, page),
    ...diagnostic.related.flatMap(({ place, message }) =>
      renderRelated(written(locator.locate(place)), escapeInvisible(message), page),
    ),
    ...indented(`hint: ${diagnostic.hint}`),
  ];
}

const label = ({ code, severity }: Diagnostic, page: Page): string =>
  `${paintOf(severity, page)(severity)} ${page.bold(code)}`;

const paintOf = (severity: Severity, page: Page) => (severity === 'error' ? page.error : page.warning);

const written = ({ file, line, column }: Location): string => `${escapeInvisible(file)}:${line}:${column}`;

function renderFrame(
  { place, severity }: Diagnostic,
  locator: Locator,
  texts: SourceTexts,
  page: Page,
): string[] {
  const frame = place === null ? null : frameKey(place, texts);
  if (place === null || frame === null) return [];
  const number = String(locator.locate(place).line).padStart(5);
  const caret = ' '.repeat(frame.caret) + paintOf(severity, page)('^'.repeat(frame.length));
  return [
    `  ${page.muted(`${number} |`)} ${frame.text}`,
    `  ${page.muted(`${' '.repeat(number.length)} |`)} ${caret}`,
  ];
}

function renderRelated(where: string, message: string, page: Page): string[] {
  const oneLine = stringWidth(where) + stringWidth(message) + 4 <= page.width;
  return oneLine
    ? [`  ${page.accent(where)}  ${message}`]
    : [`  ${page.accent(where)}`, ...wrap(message, page.width - 4).map((line) => `    ${line}`)];
}

/** New buckets are the normal state of a new team's workspace: a line each, and once what to do. */
function renderNewBuckets(diagnostics: readonly Diagnostic[], page: Page): string[] {
  const lines = diagnostics.map((diagnostic) => {
    const { environment, bucket, names } = diagnostic.args as {
      environment: string;
      bucket: string;
      names: string[];
    };
    const count = names.length === 1 ? '1 name has' : `${names.length} names have`;
    return `${label(diagnostic, page)}  ${environment}/${bucket}: new, ${count} no value yet`;
  });
  return [...lines, page.muted('  set one with: fanout set ENVIRONMENT NAME')];
}
