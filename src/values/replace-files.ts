import { readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';
import { decode, realFile, removeLeftovers, syncFolder, temporaryFor, writeDurably } from './durable-file';
import { type LockTimes, withLocks } from './file-lock';
import {
  commitUnfinished,
  digestOf,
  finishUnderLock,
  putInPlace,
  type Unfinished,
  withWorkspaceLock,
} from './unfinished';

/** The text that an edit was made of, and what it made of it; both without a byte-order mark. */
export interface Replacement {
  readonly before: string;
  readonly after: string;
}

/**
 * Replaces several files of the workspace, all of them or none. Cut off at any moment, they are all the old ones, or the
 * next command that writes makes all of them the new ones.
 *
 * @param root - the workspace
 * @param replacements - by path relative to the workspace
 * @throws Fault where one of them has been changed since it was read, or cannot be written
 */
export async function replaceFiles(
  root: string,
  replacements: ReadonlyMap<string, Replacement>,
  times: LockTimes = {},
): Promise<void> {
  const changes = [...replacements].filter(([, { before, after }]) => before !== after);
  if (changes.length === 0) return;
  try {
    await withWorkspaceLock(
      root,
      async () => {
        await finishUnderLock(root, times);
        const files = await Promise.all(
          changes.map(async ([file, texts]) => ({ file, real: await realFile(root, file), ...texts })),
        );
        await withLocks(
          files.map(({ real }) => real),
          () => replaceLocked(root, files),
          times,
        );
      },
      times,
    );
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, syscall, path: at } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    const what = at === undefined ? 'a file' : quote(path.relative(await realpath(root), at));
    throw new Fault(
      `The workspace cannot be edited (${code} at ${what}): mend that, and run the command again`,
    );
  }
}

type Change = Replacement & { readonly file: string; readonly real: string };
type Waiting = Unfinished['files'][number] & { readonly real: string };

async function replaceLocked(root: string, changes: readonly Change[]): Promise<void> {
  const waiting: Waiting[] = [];
  try {
    for (const change of changes) waiting.push(await writeBeside(change));
    for (const folder of new Set(changes.map(({ real }) => path.dirname(real)))) await syncFolder(folder);
    await commitUnfinished(root, { files: waiting.map(({ real: _, ...each }) => each) });
  } catch (error) {
    await Promise.all(
      waiting.map(({ real, temporary }) => rm(path.join(path.dirname(real), temporary), { force: true })),
    );
    throw error;
  }
  await putInPlace(root, waiting);
}

async function writeBeside({ file, real, before, after }: Change): Promise<Waiting> {
  const like = await stat(real, { bigint: true });
  const bytes = await readFile(real);
  const now = decode(bytes, file);
  const mark = now.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (now !== mark + before)
    throw new Fault(
      `${quote(file)} was changed by another program meanwhile; nothing has been written: try again`,
    );
  await removeLeftovers(real);
  const temporary = temporaryFor(real);
  try {
    await writeDurably(temporary, mark + after, like);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return {
    file,
    real,
    temporary: path.basename(temporary),
    before: digestOf(bytes),
    after: digestOf(mark + after),
  };
}
