import { type Diagnostic, escapeInvisible, list, type SourceTexts } from '../../diagnostics';
import type { BucketEffect } from './effects';

/** One line of a file that is not as it was. */
export interface NameChange {
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
  /** 1-based: in the new text, or in the old one where the line is gone. */
  readonly line: number;
  readonly what: 'added' | 'removed' | 'renamed' | 're-encrypted' | 'copied' | 'changed';
  /** The canonical name that it is about. */
  readonly name: string;
}

/** What a command that changes names, or moves values, has come to. Never with a value in it. */
export interface NamesResult {
  /** `declined`: a person said no; `refused`: see the diagnostics. Only `written` has changed anything. */
  readonly status: 'written' | 'unchanged' | 'dry-run' | 'declined' | 'refused';
  /** What was done, in one line. */
  readonly summary: string;
  readonly changes: readonly NameChange[];
  /** What it comes to in the entries, where it comes to anything. */
  readonly effects: readonly BucketEffect[];
  /** Names that were left alone, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** What to do now, in this order. */
  readonly next: readonly string[];
  /** Files of an earlier change that had been cut off, and was finished before this one began. */
  readonly finished: readonly string[];
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}

/** Why the files are not what somebody took them for; empty where they are. */
export const finishedFirst = ({ finished }: Pick<NamesResult, 'finished'>): string =>
  finished.length === 0
    ? ''
    : `A change of ${list(finished.map(escapeInvisible))} that had been cut off was finished first. `;

export const nothingDone: NamesResult = {
  status: 'refused',
  summary: '',
  changes: [],
  effects: [],
  skipped: [],
  next: [],
  finished: [],
  texts: new Map(),
  diagnostics: [],
  misuse: [],
};
