import { createHash } from 'node:crypto';
import { access, lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { Fault, list, quote } from '../diagnostics';
import { unfinishedPath } from '../workspace/layout';
import { realFile, syncFolder } from './durable-file';
import { type LockTimes, withLock, withLocks } from './file-lock';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Several new texts that stand beside their files, ready to be put in their places. It is written when all of them are
 * there, and removed when all of them are in place: in between, whoever comes next goes on with it. It holds no text.
 */
const unfinished = z.strictObject({
  files: z.array(
    z.strictObject({
      /** Relative to the workspace. */
      file: z.string().min(1),
      /** The name of the new text, in the same folder as the file. */
      temporary: z.string().regex(/^\.[^/\\]+\.tmp$/),
      /** SHA-256 of the texts. */
      before: digest,
      after: digest,
    }),
  ),
});
export type Unfinished = z.infer<typeof unfinished>;

export const digestOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

const pathIn = async (root: string): Promise<string> => path.join(await realpath(root), unfinishedPath);

/** Whether a change of several files was begun here and is not done, by a process that may be gone or at it. */
export async function isUnfinished(root: string): Promise<boolean> {
  try {
    await access(await pathIn(root));
    return true;
  } catch {
    return false;
  }
}

/** Does something while no other process changes several files at once. */
export async function withWorkspaceLock<T>(
  root: string,
  body: () => Promise<T>,
  times: LockTimes = {},
): Promise<T> {
  return withLock(await pathIn(root), body, times);
}

/** From here on the change will be done, by whomever. */
export async function commitUnfinished(root: string, change: Unfinished): Promise<void> {
  const file = await pathIn(root);
  const temporary = `${file}.tmp`;
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(change, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/**
 * Goes on where a process was cut off while it changed several files.
 *
 * @returns the files of the change; null where there is none
 * @throws Fault where a file has been changed by hand since
 */
export async function finishUnfinished(
  root: string,
  times: LockTimes = {},
): Promise<readonly string[] | null> {
  if (!(await isUnfinished(root))) return null;
  return withWorkspaceLock(root, () => finishUnderLock(root, times), times);
}

/** The same for who holds the workspace's lock already. */
export async function finishUnderLock(
  root: string,
  times: LockTimes = {},
): Promise<readonly string[] | null> {
  const change = await readUnfinished(root);
  if (change === null) return null;
  const files = await Promise.all(
    change.files.map(async (each) => ({ ...each, real: await realFile(root, each.file) })),
  );
  await withLocks(
    files.map(({ real }) => real),
    () => putInPlace(root, files),
    times,
  );
  return change.files.map(({ file }) => file);
}

async function readUnfinished(root: string): Promise<Unfinished | null> {
  const file = await pathIn(root);
  let text: string;
  try {
    if (!(await lstat(file)).isFile()) throw new Fault(notOurs);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return unfinished.parse(JSON.parse(text));
  } catch {
    throw new Fault(notOurs);
  }
}

const notOurs = `${unfinishedPath} is not one that fanout has written: remove it`;

type Waiting = Unfinished['files'][number] & { readonly real: string };

/**
 * Puts the new texts in their places; one that is there already has been put there before. Nothing is done where a file is
 * neither as it was nor as it is to be.
 */
export async function putInPlace(root: string, files: readonly Waiting[]): Promise<void> {
  const steps = await Promise.all(files.map(stepOf));
  const changed = files.filter((_, index) => steps[index] === 'changed').map(({ file }) => quote(file));
  if (changed.length > 0) {
    throw new Fault(
      `A change of several files was cut off, and ${list(changed)} ${changed.length === 1 ? 'was' : 'were'} changed since by something else: bring back what git has of ${list(files.map(({ file }) => quote(file)))}, remove ${unfinishedPath}, and run the command again`,
    );
  }
  for (const [index, { real, temporary }] of files.entries()) {
    const waiting = path.join(path.dirname(real), temporary);
    if (steps[index] === 'waiting') await rename(waiting, real);
    else await rm(waiting, { force: true });
  }
  for (const folder of new Set(files.map(({ real }) => path.dirname(real)))) await syncFolder(folder);
  const journal = await pathIn(root);
  await rm(journal, { force: true });
  await syncFolder(path.dirname(journal));
}

async function stepOf({ real, temporary, before, after }: Waiting): Promise<'waiting' | 'done' | 'changed'> {
  const waiting = await digestOfFile(path.join(path.dirname(real), temporary));
  const now = await digestOfFile(real);
  // Once it was in place, whatever came later is nobody's business here.
  if (waiting === null) return now === before ? 'changed' : 'done';
  if (now === after) return 'done';
  return now === before && waiting === after ? 'waiting' : 'changed';
}

async function digestOfFile(file: string): Promise<string | null> {
  try {
    return digestOf(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
