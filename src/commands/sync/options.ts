import type { DotenvReader, FormatName } from '../../values/formats';
import type { SyncResult } from './result';
import type { Selection } from './select-values';

export interface SyncOptions extends Selection {
  /** As somebody typed them. */
  readonly environment: string;
  /** Undefined for all that the caller may read. */
  readonly bucket: string | undefined;
  readonly format: FormatName;
  /** Who must read the same in a .env file; empty for those that the bucket most likely has. */
  readonly readers: readonly DotenvReader[];
  /** As it was typed: a file, which may have `{bucket}` in its name, or `-` for standard output. */
  readonly out: string | undefined;
  /** Absolute path of the folder that files are named from. */
  readonly folder: string;
  readonly mode: SyncResult['mode'];
  readonly allowProtected: boolean;
  /** Do not ask before values of a protected environment are written. */
  readonly yes: boolean;
  /** Replace a file that is not sync's, in a format that takes the whole of it. */
  readonly force: boolean;
}
