import type { BucketEffect } from '../commands/names/effects';
import type { NameChange, NamesResult } from '../commands/names/result';
import { escapeInvisible, Locator, list } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { groupBy } from './group';
import { renderJson } from './json';
import type { Page } from './page';
import { renderTable } from './table';
import { wrap } from './wrap';

/** What has become of the files, line by line, what it comes to in the entries, and what to do now; never a value. */
export function renderNamesText(result: NamesResult, page: Page): string {
  const { status, summary, diagnostics, texts, finished, skipped } = result;
  const faults = renderDiagnostics(diagnostics, texts, page);
  const done: Readonly<Record<NamesResult['status'], string>> = {
    written: `${page.good('done')}: ${summary}`,
    unchanged: `${page.good('unchanged')}: there was nothing to do`,
    'dry-run': `would have ${summary}; nothing was written`,
    declined: 'nothing was written',
    refused: `${page.error('refused')}: nothing was written`,
  };
  const blocks = [
    ...(finished.length === 0
      ? []
      : [[`finished a change that had been cut off: ${finished.map(escapeInvisible).join(', ')}`]]),
    ...(faults === '' ? [] : [[faults.trimEnd()]]),
    [done[status], ...changeLines(result.changes, page), ...skippedLines(skipped, page)],
    effectLines(result.effects, page),
    nextLines(result.next, page),
  ].filter((lines) => lines.length > 0);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function changeLines(changes: readonly NameChange[], page: Page): string[] {
  const rows = changes.map(({ file, line, what, name }) => [
    { text: `${file}:${line}`, paint: page.accent },
    { text: what },
    { text: name, paint: page.bold },
  ]);
  return renderTable(rows, { indent: 2, width: page.width });
}

function skippedLines(skipped: NamesResult['skipped'], page: Page): string[] {
  return groupBy(skipped, ({ reason }) => reason).flatMap(([reason, group]) =>
    indented(`left alone, since ${reason}: ${list(group.map(({ name }) => name))}`, page),
  );
}

function effectLines(effects: readonly BucketEffect[], page: Page): string[] {
  if (effects.length === 0) return [];
  const same = groupBy(effects, ({ bucket, lost, gained, rewritten }) =>
    JSON.stringify([bucket, lost, gained, rewritten]),
  );
  return [
    page.bold('Entries'),
    ...same.flatMap(([, group]) => {
      const [{ bucket, lost, gained, rewritten } = nothing] = group;
      const parts = [
        ...(lost.length === 0 ? [] : [`loses ${list(lost)}`]),
        ...(gained.length === 0 ? [] : [`gets ${list(gained)}`]),
        ...(rewritten ? ['is written anew: what reads it must start again'] : []),
      ];
      const where = list(group.map(({ environment }) => environment));
      return indented(`${bucket} in ${where} ${parts.join(', ')}`, page);
    }),
  ];
}

const nothing: BucketEffect = {
  environment: '',
  bucket: '',
  lost: [],
  gained: [],
  rewritten: false,
  live: false,
};

function nextLines(next: readonly string[], page: Page): string[] {
  if (next.length === 0) return [];
  return [page.bold('Next'), ...next.flatMap((step, index) => indented(`${index + 1}. ${step}`, page))];
}

const indented = (text: string, page: Page): string[] =>
  wrap(text, page.width - 4).map((line, index) => `${index === 0 ? '  ' : '     '}${line}`);

/** Shapes: schemas/output/{add,copy,rekey,remove,rename}.schema.json. */
export function renderNamesJson(result: NamesResult): string {
  const { status, changes, effects, skipped, next, finished, diagnostics, texts } = result;
  return renderJson({
    status,
    changes: changes.map(({ file, line, what, name }) => ({ file, line, what, name })),
    entries: effects.map(({ environment, bucket, lost, gained, rewritten, live }) => ({
      environment,
      bucket,
      lost,
      gained,
      rewritten,
      live,
    })),
    skipped,
    next,
    finished,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
