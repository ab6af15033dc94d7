import { Fault } from '../../diagnostics';
import type { Repository } from './repository';
import { askGit } from './run-git';

const lineEnd = 0x0a;

/**
 * The contents of objects in one go; undefined for each that is not there.
 *
 * @param names - ids, or `COMMIT:PATH`, where links are followed inside of the commit
 */
export function blobs(repository: Repository, names: readonly string[]): (Buffer | undefined)[] {
  if (names.length === 0) return [];
  const { code, stdout } = askGit(
    repository,
    ['cat-file', '--batch', '--follow-symlinks'],
    `${names.join('\n')}\n`,
  );
  if (code !== 0) throw new Fault('git could not read the files of the base: is the clone complete?');
  let at = 0;
  return names.map(() => {
    const end = stdout.indexOf(lineEnd, at);
    const header = stdout.toString('utf8', at, end === -1 ? undefined : end);
    if (end === -1) throw new Fault('git broke off while it read the files of the base.');
    at = end + 1;
    if (/ (?:missing|ambiguous)$/.test(header)) return undefined;
    // `ID blob SIZE`, or what became of a link: `symlink SIZE`, `dangling SIZE`, `loop SIZE`, `notdir SIZE`.
    const [, type, size] = /^([0-9a-f]+ blob|.*) (\d+)$/.exec(header) ?? [];
    const length = Number(size);
    const content = stdout.subarray(at, at + length);
    at += length + 1;
    return type?.endsWith(' blob') ? content : undefined;
  });
}
