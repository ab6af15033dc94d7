import { constants, type Stats } from 'node:fs';
import { lstat, mkdtemp, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';
import { decode, syncFolder } from './durable-file';
import { withLock } from './file-lock';
import type { SecretValue } from './secret-value';

/** A file for values, which may not be there yet. */
export interface PrivateFile {
  /** Absolute, with no symbolic link in it. */
  readonly path: string;
  /** As somebody named it. */
  readonly shown: string;
}

/** What a file holds now. */
export interface PrivateText {
  /** Null where there is no file. */
  readonly text: string | null;
  /** Whether nobody else may read it: mode 0600. */
  readonly isPrivate: boolean;
}

/**
 * Finds a file by the path that somebody gave.
 *
 * @throws Fault where its folder is not there, or where it is no ordinary file; a symbolic link is none
 */
export async function findPrivateFile(absolute: string, shown: string): Promise<PrivateFile> {
  return explained(shown, 'lies in a folder that cannot be opened', async () => {
    const file = { path: path.join(await realpath(path.dirname(absolute)), path.basename(absolute)), shown };
    await statOf(file);
    return file;
  });
}

/** @throws Fault where it is not readable or not UTF-8 */
export async function readPrivateFile(file: PrivateFile): Promise<PrivateText> {
  return explained(file.shown, 'cannot be read', async () => {
    const stats = await statOf(file);
    if (stats === undefined) return { text: null, isPrivate: true };
    return { text: decode(await readFile(file.path), file.shown), isPrivate: (stats.mode & 0o777) === 0o600 };
  });
}

/**
 * Replaces a file while no other sync does; from then on nobody else may read it. Cut off at any moment, the file is the
 * old one or the new one, and what is left beside it is ignored by git and removed by the next sync.
 *
 * @param edit - is handed what the file holds under the lock; undefined leaves it as it is
 * @throws Fault where it cannot be written
 */
export async function replacePrivateFile(
  file: PrivateFile,
  edit: (current: PrivateText) => SecretValue | undefined,
): Promise<void> {
  await explained(file.shown, 'cannot be written', () =>
    withLock(file.path, async () => {
      const before = await statOf(file);
      const text = edit(await readPrivateFile(file));
      await removeLeftovers(file);
      if (text === undefined) return;
      const folder = await mkdtemp(temporaryPrefix(file));
      try {
        await writeFile(path.join(folder, '.gitignore'), '*\n', { mode: 0o600, flag: 'wx' });
        const temporary = path.join(folder, 'values');
        await writeDurably(temporary, text);
        if (!isSame(before, await statOf(file)))
          throw new Fault(`${quote(file.shown)} was changed by another program meanwhile; try again`);
        await rename(temporary, file.path);
        await syncFolder(path.dirname(file.path));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
  );
}

/** Adds to a file that another program made and empties; its mode stays that program's affair. */
export async function appendPrivateFile(file: PrivateFile, text: SecretValue): Promise<void> {
  await explained(file.shown, 'cannot be written', async () => {
    const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
    const handle = await open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    try {
      await handle.writeFile(text.reveal());
    } finally {
      await handle.close();
    }
  });
}

async function explained<T>(shown: string, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${quote(shown)} ${what} (${code})`);
  }
}

async function statOf({ path: file, shown }: PrivateFile): Promise<Stats | undefined> {
  try {
    const stats = await lstat(file);
    if (stats.isSymbolicLink())
      throw new Fault(
        `${quote(shown)} is a symbolic link, which values do not follow: name what it leads to`,
      );
    if (!stats.isFile()) throw new Fault(`${quote(shown)} is no ordinary file; nothing is written there`);
    return stats;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const temporaryPrefix = ({ path: file }: PrivateFile): string =>
  path.join(path.dirname(file), `.fanout-sync-${path.basename(file)}-`);

/** What killed processes left behind: under the lock nobody else is writing this file. */
async function removeLeftovers(file: PrivateFile): Promise<void> {
  const prefix = path.basename(temporaryPrefix(file));
  const folder = path.dirname(file.path);
  const leftovers = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && /^[A-Za-z0-9]{6}$/.test(name.slice(prefix.length)),
  );
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

async function writeDurably(file: string, text: SecretValue): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text.reveal());
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isSame = (one: Stats | undefined, other: Stats | undefined): boolean =>
  one?.ino === other?.ino && one?.mtimeMs === other?.mtimeMs && one?.size === other?.size;
