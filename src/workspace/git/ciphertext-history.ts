import type { Repository } from './repository';
import { askGit } from './run-git';

/** No more of a file's history is looked through. */
const mostCommits = 5000;

/**
 * When ciphertexts came into a file, in its history up to a commit. What a shallow clone lacks is not found.
 *
 * @param file - path in the workspace; its older names are followed
 * @param wanted - ciphertexts, in base64
 * @returns the day of the last time, `YYYY-MM-DD`, by ciphertext, for those that were there
 */
export function earlierCiphertexts(
  repository: Repository,
  commit: string,
  file: string,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const { code, stdout } = askGit(repository, [
    'log',
    '--follow',
    `--max-count=${mostCommits}`,
    '--format=%x00%cs',
    '--patch',
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    // Also where attributes call it binary, to keep ciphertext out of other diffs.
    '--text',
    commit,
    '--',
    `${repository.prefix}${file}`,
  ]);
  const found = new Map<string, string>();
  if (code !== 0) return found;
  for (const entry of stdout.toString('utf8').split('\0')) {
    const day = entry.slice(0, 'YYYY-MM-DD'.length);
    for (const [, added = ''] of entry.matchAll(/^\+(.*)$/gm)) {
      for (const [text] of added.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)) {
        // The newest commit comes first.
        if (wanted.has(text) && !found.has(text)) found.set(text, day);
      }
    }
  }
  return found;
}
