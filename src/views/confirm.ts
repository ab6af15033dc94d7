import { type ConfirmResult, isConfirmed } from '../commands/confirm';
import type { ConfirmedBucket } from '../commands/confirm/finding';
import { escapeInvisible, Locator } from '../diagnostics';
import { confirmRemedy, describeFault, type Where } from './confirm-phrase';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { wrap } from './wrap';

/** A line for each bucket, with what is wrong and what to do; then how to go back. */
export function renderConfirmText(result: ConfirmResult, page: Page): string {
  const { diagnostics, texts, buckets, environment } = result;
  const faults = renderDiagnostics(diagnostics, texts, page);
  if (buckets.length === 0 && faults !== '') return faults;
  const widest = Math.max(0, ...buckets.map(({ bucket }) => bucket.length));
  const lines = buckets.flatMap((each) => [
    `${headWord(each, page)}  ${page.bold(each.bucket.padEnd(widest))}  ${page.accent(escapeInvisible(each.secretName))}`,
    ...faultLines(each, whereOf(each, result), page),
  ]);
  return [
    ...lines,
    ...unreadNote(result).flatMap((note) => ['', ...wrap(note, page.width).map(page.muted)]),
    '',
    ...closing(result, page),
    ...(buckets.some(({ previous, state }) => previous !== null && state === 'confirmed')
      ? [`to go back: fanout rollback ${environment} BUCKET`]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const words: Readonly<Record<ConfirmedBucket['state'], string>> = {
  confirmed: 'ok',
  empty: 'empty',
  outside: 'not ours',
  faulty: 'wrong',
};

const headWord = ({ state }: ConfirmedBucket, page: Page): string =>
  (state === 'faulty' ? page.error : page.good)(words[state].padEnd(8));

function faultLines({ faults }: ConfirmedBucket, where: Where, page: Page): string[] {
  const indented = (text: string, by: number): string[] =>
    wrap(escapeInvisible(text), page.width - by).map((line) => ' '.repeat(by) + line);
  // A command alone stays whole, however long: it is to be copied.
  const remedyLines = (text: string): string[] =>
    text.startsWith('aws ') ? [`      ${escapeInvisible(text)}`] : indented(text, 6);
  return faults.flatMap((fault) => [
    ...indented(describeFault(fault), 4),
    ...remedyLines(confirmRemedy(fault, where)).map(page.muted),
  ]);
}

const whereOf = ({ bucket, secretName }: ConfirmedBucket, { chosen, environment }: ConfirmResult): Where => ({
  bucket,
  secretName,
  environment,
  region: chosen?.environment.region ?? '',
});

/** Said once: whoever may not read one entry of an environment mostly may read none. */
function unreadNote({ buckets }: ConfirmResult): string[] {
  const unread = buckets.filter(({ keysUnread }) => keysUnread !== null);
  const [first] = unread;
  if (first?.keysUnread == null) return [];
  return [
    `The keys of ${counted(unread.length, 'bucket')} were not compared. ${first.keysUnread}. What Terraform wrote into them is what the files say.`,
  ];
}

function closing(result: ConfirmResult, page: Page): string[] {
  const { buckets, environment } = result;
  const wrong = buckets.filter(({ state }) => state === 'faulty').length;
  const of = `${counted(buckets.length, 'bucket')} of ${environment}`;
  if (isConfirmed(result)) return [`${page.good('confirmed')}: ${of}`];
  return [`${page.error('not confirmed')}: ${wrong} of ${of}`];
}

/** Shape: schemas/output/confirm.schema.json. */
export function renderConfirmJson(result: ConfirmResult): string {
  const { buckets, diagnostics, texts, environment } = result;
  return renderJson({
    environment,
    confirmed: isConfirmed(result),
    buckets: buckets.map((each) => ({
      ...each,
      faults: each.faults.map((fault) => ({
        kind: fault.kind,
        message: describeFault(fault),
        remedy: confirmRemedy(fault, whereOf(each, result)),
      })),
    })),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
