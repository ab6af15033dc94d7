import { readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';
import { decode, realFile, removeLeftovers, syncFolder, temporaryFor, writeDurably } from './durable-file';
import { type LockTimes, withLock } from './file-lock';
import { finishUnfinished, isUnfinished } from './unfinished';

/** What an edit makes of a file's text; without a text nothing is written. */
interface Edit {
  readonly text: string | undefined;
}

/**
 * Reads, edits and writes a file of the workspace while no other `set` does. Cut off at any moment, the file is the old
 * one or the new one. Its mode and owner stay; a symbolic link inside of the workspace stays one.
 *
 * @param root - the workspace
 * @param file - relative to it
 * @param edit - is handed the text as it is under the lock; called once
 * @returns what the edit returned
 * @throws Fault where the file is not one of the workspace or cannot be written
 */
export async function replaceFile<T extends Edit>(
  root: string,
  file: string,
  edit: (text: string) => T,
  times: LockTimes = {},
): Promise<T> {
  try {
    const real = await realFile(root, file);
    for (;;) {
      // Under the lock, so that nobody begins a change of several files meanwhile.
      const edited = await withLock(
        real,
        async () => ((await isUnfinished(root)) ? undefined : replaceLocked(real, file, edit)),
        times,
      );
      if (edited !== undefined) return edited;
      await finishUnfinished(root, times);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${quote(file)} cannot be edited (${code}); it is as it was`);
  }
}

async function replaceLocked<T extends Edit>(
  real: string,
  file: string,
  edit: (text: string) => T,
): Promise<T> {
  const before = await stat(real, { bigint: true });
  const edited = edit(decode(await readFile(real), file));
  if (edited.text === undefined) return edited;
  await removeLeftovers(real);
  const temporary = temporaryFor(real);
  try {
    await writeDurably(temporary, edited.text, before);
    const now = await stat(real, { bigint: true });
    if (now.ino !== before.ino || now.mtimeNs !== before.mtimeNs || now.size !== before.size)
      throw new Fault(
        `${quote(file)} was changed by another program meanwhile; nothing has been written: try again`,
      );
    await rename(temporary, real);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(path.dirname(real));
  return edited;
}
