import type { AdoptResult, ImportBlock } from '../commands/adopt';
import type { AttributeChange, ExistingEntry } from '../commands/adopt/existing-entry';
import { escapeInvisible, Locator, list } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { shellWord } from './shell-word';
import { wrap } from './wrap';

/** Each entry with what is the matter with it, then the import blocks, then what was written and what comes next. */
export function renderAdoptText(result: AdoptResult, page: Page): string {
  const faults = renderDiagnostics(result.diagnostics, result.texts, page);
  const parts = [
    ...(faults === '' ? [] : [faults.trimEnd()]),
    ...result.entries.map((entry) => entryLines(entry, result, page).join('\n')),
    ...(result.imports.length === 0 ? [] : [importLines(result.imports, page).join('\n')]),
    closingLines(result, page).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function entryLines(entry: ExistingEntry, result: AdoptResult, page: Page): string[] {
  const { bucket, secretName, keys, uncompared, changes } = entry;
  const head = `${page.bold(bucket)}  ${page.accent(escapeInvisible(secretName))}`;
  const { sentence, command } = stateOf(entry, result);
  const lines: string[] = [];
  if (entry.existence !== 'missing') {
    lines.push(
      keys === null
        ? `Its keys were not compared: ${uncompared}.`
        : keys.missing.length + keys.unplanned.length === 0
          ? 'Its keys are those of the plan.'
          : [
              ...(keys.missing.length === 0 ? [] : [`The plan has ${some(keys.missing)}, which it lacks.`]),
              ...(keys.unplanned.length === 0
                ? []
                : [`It has ${some(keys.unplanned)}, which the plan lacks.`]),
            ].join(' '),
    );
    if (changes.length > 0)
      lines.push(`Once it is taken over, a deploy changes: ${changes.map(changeText).join('; ')}.`);
  }
  const wrapped = (line: string): string[] => wrap(line, page.width - 2).map((part) => `  ${part}`);
  return [
    head,
    ...wrapped(sentence),
    // Whole, however long: it is to be copied.
    ...(command === undefined ? [] : [`    ${page.accent(`$ ${escapeInvisible(command)}`)}`]),
    ...lines.flatMap(wrapped),
  ];
}

interface State {
  readonly sentence: string;
  /** What mends it, for a shell. */
  readonly command?: string;
}

function stateOf(
  { existence, adopted, bucket, arn }: ExistingEntry,
  { environment, file, imports }: AdoptResult,
): State {
  switch (existence) {
    case 'missing':
      return {
        sentence: adopted
          ? `It does not exist, so that no deploy can import it: take it out of "adopt" in ${file}.`
          : 'It does not exist: a deploy makes it.',
      };
    case 'scheduled':
      return {
        sentence: 'It is scheduled for deletion, and has to be restored first:',
        command: `aws secretsmanager restore-secret --secret-id ${shellWord(arn ?? '')} --region ${arn?.split(':')[3]}`,
      };
  }
  if (adopted) return { sentence: 'It is adopted already: deploys import it, and write nothing to it.' };
  if (existence === 'foreign') return { sentence: 'It exists, and was not made by this workspace.' };
  return imports.some(({ id }) => id === arn)
    ? {
        sentence:
          'It carries the tags of this workspace. Where Terraform knows it already, its plan refuses to destroy the version: nothing is to be adopted then.',
      }
    : {
        sentence:
          'It carries the tags of this workspace, so that Terraform knows it most likely. If it does not:',
        command: `fanout adopt ${environment} ${bucket}`,
      };
}

/** No sentence gets longer than this by names. */
const mostNames = 8;

function some(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(escapeInvisible);
  const more = names.length - shown.length;
  return list(more > 0 ? [...shown, `${more} more`] : shown);
}

function changeText({ attribute, from, to }: AttributeChange): string {
  const text = (value: string | null): string => (value === null ? 'none' : escapeInvisible(value));
  return `${escapeInvisible(attribute)} ${text(from)} → ${text(to)}`;
}

function importLines(imports: readonly ImportBlock[], page: Page): string[] {
  return [
    'The next deploy imports:',
    ...imports.flatMap(({ to, id }) => [
      page.muted('  import {'),
      page.muted(`    to = ${to}`),
      page.muted(`    id = ${JSON.stringify(id)}`),
      page.muted('  }'),
    ]),
  ];
}

function closingLines({ status, file, imports, environment }: AdoptResult, page: Page): string[] {
  const entries = imports.length === 1 ? 'an entry' : `${imports.length} entries`;
  switch (status) {
    case 'written':
      return [
        `${page.good('wrote')} ${page.accent(file ?? '')}: it adopts ${entries}`,
        `Next: fanout tf-plan ${environment} shows imports and no write; then deploy.`,
      ];
    case 'dry-run':
      return [
        `${page.good('would write')} ${page.accent(file ?? '')}: it adopts ${entries}; nothing was written`,
      ];
    case 'nothing':
      return ['There is nothing to adopt; nothing was written'];
    case 'declined':
      return ['nothing was written'];
    case 'refused':
      return [`${page.error('refused')}: nothing was written`];
  }
}

/** Shape: schemas/output/adopt.schema.json. */
export function renderAdoptJson({
  status,
  environment,
  file,
  entries,
  imports,
  diagnostics,
  texts,
}: AdoptResult): string {
  return renderJson({
    status,
    environment,
    file,
    entries: entries.map(({ bucket, secretName, existence, arn, adopted, keys, uncompared, changes }) => ({
      bucket,
      secretName,
      existence,
      arn,
      adopted,
      keys: keys === null ? null : { missing: keys.missing, unplanned: keys.unplanned },
      uncompared,
      changes: changes.map(({ attribute, from, to }) => ({ attribute, from, to })),
    })),
    imports: imports.map(({ to, id }) => ({ to, id })),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
