import type { Diagnostic, SourceTexts } from '../../diagnostics';
import type { CanonicalEntry } from '../../model';
import type { SourceFault } from '../../values/sources/source';

/** What becomes of one key of the source. Never with a value in it. */
export interface ImportedName {
  /** Null where it may not be shown: it could be a value. */
  readonly key: string | null;
  /** The canonical name; null where there can be none. */
  readonly name: string | null;
  /** Null where nothing is known of it. */
  readonly kind: CanonicalEntry['kind'] | null;
  /**
   * `new`: there was no value; `replaced`: there was one; `kept`: there is one, and it stays; `unchanged`: it is the very
   * value; `empty`: the source has none; `unknown`: there is no such name; `skipped`: it was to be left out as that.
   */
  readonly outcome: 'new' | 'replaced' | 'kept' | 'unchanged' | 'empty' | 'unknown' | 'skipped';
  /** Whether the name itself is new in the canonical map. */
  readonly added: boolean;
  /** Why it was taken for a secret or for configuration, where that was a guess: a clause. */
  readonly reason: string | null;
  readonly nearest: string | null;
}

export interface ImportResult {
  /** `declined`: a person said no; `refused`: see faults, diagnostics and unknown names. Only `written` has changed anything. */
  readonly status: 'written' | 'unchanged' | 'dry-run' | 'declined' | 'refused';
  readonly environment: string;
  /** The file, or the entry, as it was named. */
  readonly source: string;
  /** In the order of the source; those that are in the canonical map first. */
  readonly names: readonly ImportedName[];
  /** What is wrong with the source. */
  readonly faults: readonly SourceFault[];
  /** What has to be done about the source itself. */
  readonly warnings: readonly string[];
  /** Files of an earlier change that had been cut off, and was finished before this one began. */
  readonly finished: readonly string[];
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}
