import type { SyncedBucket, SyncResult } from '../commands/sync/result';
import { Locator } from '../diagnostics';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { wrap } from './wrap';

/** What was written where, by names; never a value. */
export function renderSyncText(result: SyncResult, page: Page): string {
  if (result.status === 'declined') return 'nothing was written\n';
  if (result.status === 'refused') {
    const faults = renderDiagnostics(result.diagnostics, result.texts, page);
    return `${faults}${faults === '' ? '' : '\n'}${page.error('refused')}: nothing was written\n`;
  }
  const lines = result.buckets.flatMap((bucket) => bucketLines(bucket, result, page));
  return [...lines, ...closing(result)].map((line) => `${line}\n`).join('');
}

function bucketLines(bucket: SyncedBucket, { mode, environment }: SyncResult, page: Page): string[] {
  const note = (text: string): string[] => wrap(text, page.width - 4).map((line) => `    ${line}`);
  if (bucket.status === 'skipped')
    return [
      `${page.warning('skipped')} ${page.bold(bucket.bucket)} in ${environment}`,
      ...note(`${bucket.reason}`),
    ];
  const what = `${page.bold(bucket.bucket)} in ${environment}, ${counted(bucket.names, 'name')}`;
  const where = bucket.file === null ? '' : `${page.accent(bucket.file)}: `;
  return [
    `${word(bucket.status, mode, page)}${where}${what}`,
    ...(bucket.status === 'unchanged' || bucket.status === 'current' ? [] : changeLines(bucket, page)),
    ...notes(bucket).flatMap(note),
  ];
}

function word(status: SyncedBucket['status'], mode: SyncResult['mode'], page: Page): string {
  const words: Readonly<Record<SyncedBucket['status'], string>> = {
    written: page.good('wrote'),
    unchanged: page.good('unchanged'),
    stale: mode === 'check' ? page.warning('stale') : page.good('would write'),
    current: page.good('up to date'),
    printed: page.good('printed'),
    skipped: page.warning('skipped'),
  };
  return `${words[status]} `;
}

function changeLines({ changes }: SyncedBucket, page: Page): string[] {
  const signs = { added: page.good('+'), changed: page.warning('~'), removed: page.error('-') } as const;
  return changes.map(({ name, change }) => `  ${signs[change]} ${name}`);
}

function notes({ bucket, replaces, doubles, misread, missing, unplanned, git }: SyncedBucket): string[] {
  const names = (all: readonly string[]): string => all.join(', ');
  return [
    ...(replaces === null ? [] : [`The file held ${replaces} before.`]),
    ...doubles.map(({ name, line, wins }) =>
      wins
        ? `${name} stands in line ${line} as well, behind the section: what stands there counts.`
        : `${name} stands in line ${line} as well: what sync wrote behind it counts.`,
    ),
    ...misreadNote(misread),
    ...(missing.length === 0
      ? []
      : [`Not in the entry, though planned: ${names(missing)}. Deploy to have them.`]),
    ...(unplanned.length === 0
      ? []
      : [
          `In the entry, and not in the plan of ${bucket}: ${names(unplanned)}. The next deploy takes them out.`,
        ]),
    ...(git === 'outside' ? ['No git repository is around this file, so nothing was asked of git.'] : []),
  ];
}

function misreadNote(misread: SyncedBucket['misread']): string[] {
  const [first] = misread;
  if (first === undefined) return [];
  const names = misread.map(({ name }) => name).join(', ');
  return [
    `Not for ${first.reader}, which would read another text: ${names}. Say --reader ${first.reader} if that reads the file.`,
  ];
}

function closing({ mode, buckets }: SyncResult): string[] {
  if (mode === 'dry-run') return ['nothing was written'];
  if (mode === 'check' && buckets.some(({ status }) => status === 'stale'))
    return ['update with the same command without --check'];
  return [];
}

/** Shape: schemas/output/sync.schema.json. */
export function renderSyncJson({
  status,
  mode,
  environment,
  format,
  buckets,
  diagnostics,
  texts,
}: SyncResult): string {
  return renderJson({
    status,
    mode,
    environment,
    format,
    buckets: buckets.map((bucket) => ({
      bucket: bucket.bucket,
      secretName: bucket.secretName,
      status: bucket.status,
      file: bucket.file,
      version: bucket.version,
      names: bucket.names,
      changes: bucket.changes.map(({ name, change }) => ({ name, change })),
      replaces: bucket.replaces,
      doubles: bucket.doubles.map(({ name, line, wins }) => ({ name, line, wins })),
      misread: bucket.misread.map(({ name, reader }) => ({ name, reader })),
      missing: bucket.missing,
      unplanned: bucket.unplanned,
      git: bucket.git,
      reason: bucket.reason,
    })),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
