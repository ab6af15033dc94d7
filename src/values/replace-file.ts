import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';
import { type LockTimes, withLock } from './file-lock';

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
    return await withLock(real, () => replaceLocked(real, file, edit), times);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${quote(file)} cannot be edited (${code}); it is as it was`);
  }
}

async function realFile(root: string, file: string): Promise<string> {
  const folder = await realpath(root);
  const real = await realpath(path.join(folder, file));
  if (!real.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep))
    throw new Fault(`${quote(file)} is a symbolic link that leaves the workspace; nothing is written there`);
  if (!(await lstat(real)).isFile())
    throw new Fault(`${quote(file)} is no ordinary file; nothing is written there`);
  // A rename would replace a file that is meant to stay as it is.
  await access(real, constants.W_OK);
  return real;
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
  const temporary = path.join(path.dirname(real), `${temporaryPrefix(real)}${randomUUID()}.tmp`);
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

const temporaryPrefix = (real: string): string => `.${path.basename(real)}.`;

/** What killed processes left behind: under the lock nobody else is writing one. */
async function removeLeftovers(real: string): Promise<void> {
  const folder = path.dirname(real);
  const leftovers = (await readdir(folder)).filter(
    (name) => name.startsWith(temporaryPrefix(real)) && name.endsWith('.tmp'),
  );
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { force: true })));
}

/** The byte-order mark is kept: what was read is what is written again. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault(`${quote(file)} is not UTF-8; it is as it was`);
  }
}

async function writeDurably(
  file: string,
  text: string,
  like: { readonly mode: bigint; readonly uid: bigint; readonly gid: bigint },
): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await keepOwner(handle, Number(like.uid), Number(like.gid));
    await handle.chmod(Number(like.mode & 0o7777n));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepOwner(handle: FileHandle, uid: number, gid: number): Promise<void> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) return;
  try {
    await handle.chown(uid, gid);
  } catch {
    // Only root may give a file away; that of anybody else is theirs from now on, as in any editor.
  }
}

/** Without this the rename itself may be lost when the machine is. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file has been replaced already; that its name is durable cannot be asked for here.
  }
}
