import { compareText } from '../diagnostics';
import { type SyncedEntry, syncMarkerText, syncSectionEnd, syncSectionStart } from '../model/sync-marker';
import type { EntryValues } from './entry-values';
import { type Format, markerOf, type Texts } from './formats';
import { findSection, holdsMarkedLine } from './section';

/** Values as the text of a format, or those that it cannot hold, each with a clause why. */
export type RenderedValues =
  | Rendered
  | { readonly refused: readonly { readonly name: string; readonly why: string }[] };

export interface Rendered {
  readonly body: string;
  readonly values: EntryValues;
  /** Names that some usual reader takes for another text. */
  readonly misread: readonly { readonly name: string; readonly reader: string }[];
}

export interface NameChange {
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** A name that the file gives a value outside of the section as well. */
export interface DoubleName {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** Whether what stands there is what counts, since it comes later. */
  readonly wins: boolean;
}

/** A file as it is to be. */
export interface LocalText {
  readonly text: string;
  /** Against what the file held for sync before; by name. */
  readonly changes: readonly NameChange[];
  /** The entry that the file held before, where it was another one. */
  readonly replaces: string | null;
  readonly doubles: readonly DoubleName[];
}

export function renderValues(format: Format, values: EntryValues): RenderedValues {
  const written = [...values]
    .sort(([one], [other]) => compareText(one, other))
    .map(([name, value]) => {
      const text = format.write(name, value.reveal());
      return 'text' in text && holdsMarkedLine(text.text)
        ? { name, refused: 'a line of it looks like the mark of a section' }
        : { name, ...text };
    });
  const refused = written.flatMap((each) =>
    'refused' in each ? [{ name: each.name, why: each.refused }] : [],
  );
  if (refused.length > 0) return { refused };
  return {
    body: written.map((each) => ('text' in each ? each.text : '')).join(''),
    values,
    misread: written.flatMap((each) =>
      'misreadBy' in each && each.misreadBy !== undefined
        ? [{ name: each.name, reader: each.misreadBy }]
        : [],
    ),
  };
}

/** The values alone, for a program that reads them from a pipe. */
export const bareText = (format: Format, body: string): string => format.wrap?.(body) ?? body;

/**
 * What a file becomes when the values are put into it; everything outside of the section stays as it is.
 *
 * @param current - null where there is no file yet
 * @param force - replaces a whole file also where it is not sync's
 * @returns a clause in place of the text, where the file cannot take it
 */
export function putInto(
  current: string | null,
  format: Format,
  entry: SyncedEntry,
  rendered: Rendered,
  force: boolean,
): LocalText | { readonly refused: string } {
  if (format.placement === 'appended') return append(current ?? '', rendered);
  return format.placement === 'whole'
    ? replaceWhole(current ?? '', format, entry, rendered, force)
    : replaceSection(current ?? '', format, entry, rendered);
}

function append(current: string, { body, values }: Rendered): LocalText {
  const gap = current === '' || current.endsWith('\n') ? '' : '\n';
  return {
    text: `${current}${gap}${body}`,
    changes: changesOf(new Map(), values),
    replaces: null,
    doubles: [],
  };
}

function replaceWhole(
  current: string,
  format: Format,
  entry: SyncedEntry,
  { body, values }: Rendered,
  force: boolean,
): LocalText | { readonly refused: string } {
  const owner = markerOf(current);
  if (owner === undefined && current.trim() !== '' && !force)
    return {
      refused: 'it is there, and was not written by sync: name another one, or replace it with --force',
    };
  const mine = syncMarkerText(entry);
  const before = owner === undefined ? undefined : format.readers[0]?.(current);
  return {
    text: bareText(format, `${format.mark?.(mine) ?? ''}${body}`),
    changes: changesOf(before, values),
    replaces: owner === undefined || owner === mine ? null : owner,
    doubles: [],
  };
}

function replaceSection(
  current: string,
  format: Format,
  entry: SyncedEntry,
  { body, values, misread }: Rendered,
): LocalText | { readonly refused: string } {
  const section = findSection(current);
  if (section === 'damaged')
    return { refused: 'the marks of its section are damaged: remove them, and what stood between them' };
  const above = current.slice(0, section?.start);
  const below = section === undefined ? '' : current.slice(section.end);
  const gap = above === '' || above.endsWith('\n') ? '' : '\n';
  const own = `${syncSectionStart(entry)}\n${bareText(format, body)}${syncSectionEnd}\n`;
  const text = `${above}${gap}${own}${below}`;
  const names = format.wrap === undefined ? new Set(values.keys()) : namesIn(own, format);
  const doubles = doublesOf(format, names, { above: above + gap, own, below });
  if (format.twice === false && doubles[0] !== undefined)
    return { refused: `${doubles[0].name} stands in line ${doubles[0].line} already: remove it there` };
  const hidden = new Set(doubles.filter(({ wins }) => wins).map(({ name }) => name));
  const read = format.alone === true ? bareText(format, body) : text;
  const excused = new Set([...hidden, ...misread.map(({ name }) => name)]);
  const lost =
    unreadName(format.readers, read, values, hidden) ??
    unreadName(format.others ?? [], read, values, excused);
  if (lost !== undefined)
    return {
      refused: `with what else is in it, ${lost} would not be read from it: look for a quote that is left open`,
    };
  const mine = syncMarkerText(entry);
  return {
    text,
    changes: changesOf(section === undefined ? undefined : format.readers[0]?.(section.body), values),
    replaces: section === undefined || section.entry === mine ? null : section.entry,
    doubles,
  };
}

function changesOf(before: Texts | undefined, after: EntryValues): NameChange[] {
  const names = [...new Set([...(before?.keys() ?? []), ...after.keys()])].sort(compareText);
  return names.flatMap((name): NameChange[] => {
    const was = before?.get(name);
    const is = after.get(name)?.reveal();
    if (was === is) return [];
    return [{ name, change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed' }];
  });
}

/** What the text gives a value at its top. */
const namesIn = (text: string, { assignment }: Format): Set<string> =>
  new Set(assignment === undefined ? [] : [...text.matchAll(assignment)].map(nameOf));

const nameOf = (match: RegExpExecArray): string => match.slice(1).find((group) => group !== undefined) ?? '';

function doublesOf(
  { assignment }: Format,
  names: ReadonlySet<string>,
  { above, own, below }: { readonly above: string; readonly own: string; readonly below: string },
): DoubleName[] {
  if (assignment === undefined) return [];
  const lines = (text: string): number => text.split('\n').length - 1;
  const found = (text: string, first: number, wins: boolean): DoubleName[] =>
    [...text.matchAll(assignment)]
      .map((match) => ({ name: nameOf(match), line: first + lines(text.slice(0, match.index)), wins }))
      .filter(({ name }) => names.has(name));
  return [...found(above, 1, false), ...found(below, 1 + lines(above) + lines(own), true)];
}

/** A name that one of the readers takes for something else; undefined where all is well. */
function unreadName(
  readers: Format['readers'],
  text: string,
  values: EntryValues,
  excused: ReadonlySet<string>,
): string | undefined {
  const read = readers.map((reader) => reader(text));
  return [...values.keys()].find(
    (name) => !excused.has(name) && read.some((texts) => texts?.get(name) !== values.get(name)?.reveal()),
  );
}
