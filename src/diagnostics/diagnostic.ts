import type { catalogue } from './catalogue';

export type Severity = 'error' | 'warning';
export type DiagnosticCode = keyof typeof catalogue;
export type DiagnosticArgs<C extends DiagnosticCode> = Parameters<(typeof catalogue)[C]['message']>[0];

/** A key in a file of the workspace: where its text begins and how long it is, in UTF-16 code units. */
export interface Place {
  /** Path relative to the workspace, with forward slashes. */
  readonly file: string;
  readonly offset: number;
  /** Length of the text that may be shown; 0 where showing it could show a value. */
  readonly length: number;
}

export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** A fault in the user's input. Never an exception, and never with a value of the input in it. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null where the fault has no place in a file. */
  readonly place: Place | null;
  readonly related: readonly RelatedPlace[];
  readonly hint: string;
}

/** What a function returns that can find faults. */
export type WithDiagnostics<T> = readonly [result: T, diagnostics: readonly Diagnostic[]];
