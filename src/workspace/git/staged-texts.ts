import { blobs } from './blobs';
import type { Repository } from './repository';
import { askGit } from './run-git';
import type { StagedFile } from './staged-tree';

const mebibyte = 1024 * 1024;
/** What fanout writes is far smaller; a video in the repository is not read for it. */
const largest = 5 * mebibyte;
/** Of what is held in memory at once. */
const mostAtOnce = 64 * mebibyte;

/**
 * Reads staged files in groups and hands each to a function; those over 5 MiB are left out.
 *
 * @param visit - gets the bytes as text in which every byte is one character
 */
export function forEachStagedText(
  repository: Repository,
  files: readonly StagedFile[],
  visit: (file: StagedFile, text: string) => void,
): void {
  const sizes = sizesOf(repository, files);
  let group: StagedFile[] = [];
  let total = 0;
  const read = (): void => {
    const texts = blobs(
      repository,
      group.map(({ id }) => id),
    );
    for (const [at, file] of group.entries()) visit(file, texts[at]?.toString('latin1') ?? '');
    group = [];
    total = 0;
  };
  for (const [at, file] of files.entries()) {
    const size = sizes[at] ?? 0;
    if (size > largest) continue;
    if (total + size > mostAtOnce) read();
    group.push(file);
    total += size;
  }
  read();
}

/** In bytes; 0 for what is not there. */
function sizesOf(repository: Repository, files: readonly StagedFile[]): readonly number[] {
  if (files.length === 0) return [];
  const { stdout } = askGit(
    repository,
    ['cat-file', '--batch-check=%(objectsize)'],
    `${files.map(({ id }) => id).join('\n')}\n`,
  );
  return stdout
    .toString('utf8')
    .split('\n')
    .map((line) => (/^\d+$/.test(line) ? Number(line) : 0));
}
