import type { BaseSide } from '../commands/base-side';
import type { DiffResult } from '../commands/diff';
import { hasErrors } from '../commands/load-plan';
import { escapeInvisible, Locator } from '../diagnostics';
import type { Change, ParityGap, PlanDiff, VersionStep, Weight } from '../plan/diff';
import { counted } from './counted';
import { renderDiagnostics } from './diagnostics-text';
import { describeChange, describeReach, names, type Phrase, reachWord } from './diff-phrase';
import { groupBy } from './group';
import { valueText } from './origin-text';
import type { Page } from './page';
import { cut, wrap } from './wrap';

export const weightTitles: Record<Weight, string> = {
  access: 'Who can read what',
  loss: 'What disappears',
  protected: 'Protected environments',
  rest: 'Everything else',
};

/** What is wrong, then what changes, heaviest first, then what follows from it. */
export function renderDiffText(result: DiffResult, page: Page): string {
  const { comparison, diagnostics, texts } = result;
  const faults = renderDiagnostics(diagnostics, texts, page);
  if (comparison === null) return faults;
  const { base, diff } = comparison;
  const blocks = [
    [`compared with ${describeBase(base)}`, ...notes(baseSentences(base, diff.changes), page)],
    ...groupBy(diff.changes, ({ weight }) => weight).map(([weight, changes]) => [
      page.bold(weightTitles[weight as Weight]),
      ...changes.flatMap((change) => renderChange(change, page)),
    ]),
    renderRestarts(diff.versions, page),
    renderParity(diff.parity, page),
  ].filter((lines) => lines.length > 0);
  return [
    ...(faults === '' ? [] : [faults]),
    ...blocks.map((lines) => `${lines.join('\n')}\n`),
    renderClosing(result, diff, page),
  ].join('\n');
}

/** The commit, and what it was found by. */
export function describeBase({ commit, ref, isMergeBase }: BaseSide): string {
  const by = isMergeBase ? `merge base with ${escapeInvisible(ref)}` : escapeInvisible(ref);
  return `${commit.slice(0, 12)} (${by})`;
}

/** What makes a comparison less than it should be; sentences for people. */
export function baseSentences(
  { state, diagnostics, shallow, texts }: BaseSide,
  changes: readonly Change[],
): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = new Locator(texts).locateAll(errors);
  const place = first?.location ? ` in ${first.location.file}:${first.location.line}` : '';
  const example = first === undefined ? '' : ` (${errors.length > 1 ? 'such as ' : ''}${first.code}${place})`;
  const sentences = {
    planned: [],
    faulty: [
      `The base has ${counted(errors.length, 'error')} itself${example}: what could not be planned there looks as if it were new here.`,
    ],
    unreadable: ['The files of the base cannot be read: everything that is here is shown as new.'],
    none: ['There is no workspace on the base: everything is new.'],
  }[state];
  const unsure = shallow && changes.some(({ gist }) => gist.kind === 'rotated');
  return unsure
    ? [
        ...sentences,
        'This clone is shallow: whether a rotated value went back to an earlier one is not known (fetch-depth: 0).',
      ]
    : sentences;
}

function notes(sentences: readonly string[], page: Page): string[] {
  return sentences.flatMap((sentence) =>
    wrap(sentence, page.width - 2).map((line) => `  ${page.warning(line)}`),
  );
}

function renderChange(change: Change, page: Page): string[] {
  const indented = (text: string, by: number): string[] =>
    wrap(text, page.width - by).map((line) => ' '.repeat(by) + line);
  const reach = describeReach(change);
  const { restarts, warning } = change;
  return [
    ...indented(writtenText(describeChange(change), page), 2),
    ...(reach.length === 0 ? [] : indented(`${reachWord(change)} ${writtenText(reach, page)}`, 6)),
    ...(restarts.length === 0 ? [] : indented(page.muted(`restart: ${restarts.join(', ')}`), 6)),
    ...(warning === null ? [] : indented(`${page.warning('warning')} ${warning}`, 6)),
  ];
}

/** No value takes more columns than this. */
const mostColumns = 60;

/** A phrase on a page. @param most - columns that a value takes */
export function writtenText(phrase: Phrase, page: Page, most = mostColumns): string {
  return phrase
    .map((segment) => {
      if (typeof segment === 'string') return segment;
      if ('text' in segment) return valueText(segment.text);
      return 'name' in segment
        ? page.accent(escapeInvisible(segment.name))
        : cut(valueText(segment.value), most);
    })
    .join('');
}

/** Which readers have to start anew, by environment. */
function renderRestarts(versions: readonly VersionStep[], page: Page): string[] {
  const restarts = groupBy(
    versions.filter(({ restart }) => restart),
    ({ environment }) => environment,
  );
  if (restarts.length === 0) return [];
  return [
    page.bold('What must restart'),
    ...restarts.flatMap(([environment, steps]) =>
      wrap(`${environment}: ${steps.map(({ bucket }) => bucket).join(', ')}`, page.width - 2).map(
        (line) => `  ${line}`,
      ),
    ),
  ];
}

function renderParity(parity: readonly ParityGap[], page: Page): string[] {
  const sentences = paritySentences(parity);
  if (sentences.length === 0) return [];
  return [
    page.bold('Parity'),
    ...sentences.flatMap((sentence) =>
      wrap(writtenText(sentence, page), page.width - 2).map((line) => `  ${line}`),
    ),
  ];
}

/** Per protected environment: what it lacks that others have, and what is meant to be so, where that is new. */
export function paritySentences(parity: readonly ParityGap[]): Phrase[] {
  return groupBy(parity, ({ environment }) => environment).flatMap(([environment, gaps]) => {
    const lacking = namesIn(gaps.filter(({ why }) => why !== 'absent'));
    const fresh = namesIn(gaps.filter((gap) => gap.why !== 'absent' && gap.fresh));
    const meant = namesIn(gaps.filter((gap) => gap.why === 'absent' && gap.fresh));
    const count = ` lacks ${counted(lacking.length, 'name')} that other environments have: `;
    const since =
      fresh.length === lacking.length
        ? ['; only since this change']
        : ['; since this change ', ...names(fresh)];
    const lacks = [{ name: environment }, count, ...names(lacking), ...(fresh.length === 0 ? [] : since)];
    const isWithout = [
      { name: environment },
      ' is on purpose without ',
      ...names(meant),
      ', since this change',
    ];
    return [...(lacking.length === 0 ? [] : [lacks]), ...(meant.length === 0 ? [] : [isWithout])];
  });
}

const namesIn = (gaps: readonly ParityGap[]): string[] => gaps.map(({ name }) => name);

function renderClosing({ diagnostics }: DiffResult, { changes }: PlanDiff, page: Page): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const faults = hasErrors(diagnostics) ? [page.error(counted(errors, 'error'))] : [];
  return `${[...faults, describeCount(changes)].join(', ')}\n`;
}

/** `no changes`, `3 changes: 1 in who can read what, 2 in protected environments`. */
export function describeCount(changes: readonly Change[]): string {
  if (changes.length === 0) return 'no changes';
  const parts = groupBy(changes, ({ weight }) => weight).map(
    ([weight, all]) => `${all.length} in ${weightTitles[weight as Weight].toLowerCase()}`,
  );
  return `${counted(changes.length, 'change')}: ${parts.join(', ')}`;
}
