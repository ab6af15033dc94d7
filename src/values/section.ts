import { syncSectionEnd } from '../model/sync-marker';

/** The part of a text that belongs to sync, its marked lines included. Offsets in UTF-16 code units. */
export interface Section {
  readonly start: number;
  /** Behind the line end of its last line. */
  readonly end: number;
  /** What stands behind the marker: `PROJECT/ENVIRONMENT/BUCKET`. */
  readonly entry: string;
  /** What stands between the marked lines. */
  readonly body: string;
}

const startLine = /^[ \t]*# >>> fanout sync[ \t]*(.*?)[ \t]*\r?$/gm;
const endLine = new RegExp(`^[ \\t]*${syncSectionEnd}[ \\t]*\\r?$`, 'gm');

/** Whether a line of this text would be taken for the beginning or the end of a section. */
export const holdsMarkedLine = (text: string): boolean => count(text, startLine) + count(text, endLine) > 0;

const count = (text: string, line: RegExp): number => [...text.matchAll(line)].length;

/** Undefined where there is none; `damaged` where it cannot be told what is in it. */
export function findSection(text: string): Section | undefined | 'damaged' {
  const starts = [...text.matchAll(startLine)];
  const ends = [...text.matchAll(endLine)];
  const [start] = starts;
  const [end] = ends;
  if (start === undefined && end === undefined) return undefined;
  if (start === undefined || end === undefined || starts.length > 1 || ends.length > 1) return 'damaged';
  const bodyStart = start.index + start[0].length + 1;
  if (end.index < bodyStart) return 'damaged';
  return {
    start: start.index,
    end: Math.min(end.index + end[0].length + 1, text.length),
    entry: start[1] ?? '',
    body: text.slice(bodyStart, end.index),
  };
}
