import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, lstat, open, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';

/**
 * The path of a file of the workspace behind its links.
 *
 * @throws Fault where it is not one that may be written
 */
export async function realFile(root: string, file: string): Promise<string> {
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

const temporaryPrefix = (real: string): string => `.${path.basename(real)}.`;

/** A name for a new text, in the folder of the file that it is for. */
export const temporaryFor = (real: string): string =>
  path.join(path.dirname(real), `${temporaryPrefix(real)}${randomUUID()}.tmp`);

/** What killed processes left behind: under the lock nobody else is writing one. */
export async function removeLeftovers(real: string): Promise<void> {
  const folder = path.dirname(real);
  const leftovers = (await readdir(folder)).filter(
    (name) => name.startsWith(temporaryPrefix(real)) && name.endsWith('.tmp'),
  );
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { force: true })));
}

/** The byte-order mark is kept: what was read is what is written again. */
export function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault(`${quote(file)} is not UTF-8; it is as it was`);
  }
}

/** Makes a new file, with the mode and the owner of another one. It is on the disk when this is done. */
export async function writeDurably(
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
export async function syncFolder(folder: string): Promise<void> {
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
