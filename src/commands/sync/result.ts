import type { Diagnostic, SourceTexts } from '../../diagnostics';
import type { FormatName } from '../../values/formats';
import type { KeptOut } from '../../values/kept-out-of-git';
import type { DoubleName, NameChange, Rendered } from '../../values/local-text';
import type { SecretValue } from '../../values/secret-value';

/** What came of one bucket. */
export interface SyncedBucket {
  readonly bucket: string;
  readonly secretName: string;
  /**
   * `written`, `unchanged`; on a dry run or a check `stale` or `current`; `printed`: handed over for standard output;
   * `skipped`: it was not asked for by name and cannot be read, see `reason`.
   */
  readonly status: 'written' | 'unchanged' | 'stale' | 'current' | 'printed' | 'skipped';
  /** As it was named, or by default; null where nothing is written. */
  readonly file: string | null;
  /** Of the entry that was read. */
  readonly version: string | null;
  /** How many names the file holds for sync. */
  readonly names: number;
  readonly changes: readonly NameChange[];
  /** The entry that the file held before, where it was another one. */
  readonly replaces: string | null;
  /** Names that the file gives a value outside of the section as well. */
  readonly doubles: readonly DoubleName[];
  /** Names that a usual reader of such a file, which was not asked for, takes for another text. */
  readonly misread: Rendered['misread'];
  /** In the plan, and not in the entry. */
  readonly missing: readonly string[];
  /** In the entry, and not in the plan. */
  readonly unplanned: readonly string[];
  readonly git: KeptOut | null;
  readonly reason: string | null;
}

export interface SyncResult {
  /** `declined`: a person said no; `refused`: see the diagnostics. Of `done` each bucket says more. */
  readonly status: 'done' | 'declined' | 'refused';
  readonly mode: 'write' | 'dry-run' | 'check';
  readonly environment: string;
  readonly format: FormatName;
  readonly buckets: readonly SyncedBucket[];
  /** For standard output, where that is where the values go. */
  readonly output: SecretValue | null;
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  readonly misuse: readonly Diagnostic[];
}
