import { posix } from 'node:path';
import { createDiagnostic, type Diagnostic } from '../diagnostics';
import { isDotenvFile } from '../model/dotenv-file';
import { findSyncMarker } from '../model/sync-marker';
import { forEachStagedText, type Repository, stagedFiles } from '../workspace/git';

/**
 * Files anywhere in the repository that hold values in plain text and are about to be committed: `.env` files by their
 * name, and whatever `fanout sync` has written into. What is only removed or renamed away is fine.
 *
 * @param tree - what the commit would hold
 */
export function stagedValues(repository: Repository, tree: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (path: string, reason: string): void => {
    const file = posix.relative(repository.prefix, path);
    // No text is shown of it, and none is kept: it may be full of values.
    const place = { file, offset: 0, length: 0 };
    found.push(createDiagnostic('staged-values', { file, reason }, place));
  };
  const files = stagedFiles(repository, tree).filter(({ mode }) => mode !== link);
  const [dotenv, others] = [true, false].map((is) => files.filter(({ path }) => isDotenvFile(path) === is));
  for (const { path } of dotenv ?? []) refuse(path, 'files of this name hold values in plain text');
  forEachStagedText(repository, others ?? [], ({ path }, bytes) => {
    const text = legible(bytes);
    const at = findSyncMarker(text);
    if (at === undefined) return;
    const line = text.slice(0, at).split('\n').length;
    refuse(path, `from line ${line} on it holds values in plain text, written by fanout sync`);
  });
  return found;
}

/** An editor may have saved the file as UTF-16, or with a byte order mark; every byte is one character here. */
const legible = (bytes: string): string =>
  bytes.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');

/** A symbolic link holds a path and no value. */
const link = '120000';
