import { chmodSync, lstatSync, mkdtempSync, readdirSync, statfsSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../values/is-alive';
import { wipe } from './wipe';

/** A folder that nobody else may look into. */
export interface PrivateFolder {
  readonly path: string;
  /** Whether it is in memory alone, so that nothing of it ever reaches a disk (swap space apart). */
  readonly inMemory: boolean;
}

/** TMPFS_MAGIC and RAMFS_MAGIC: https://man7.org/linux/man-pages/man2/statfs.2.html */
const memoryFileSystems = new Set([0x01021994, 0x858458f6]);

/** With the host in it: containers may share a folder, but not their processes' ids. */
const prefix = `fanout-edit-${hostname().replace(/[^A-Za-z0-9.]/g, '_')}-`;

/**
 * Makes a folder for plaintext: in memory where there is a file system of that kind. What killed processes left behind
 * is removed first.
 *
 * @param candidates - folders that may be in memory. @default - those of Linux
 * @throws a system error where none can be made
 */
export function makePrivateFolder(
  env: NodeJS.ProcessEnv,
  candidates: readonly string[] = memoryFolders(env),
): PrivateFolder {
  for (const candidate of candidates.filter(isInMemory)) {
    try {
      return { path: makeIn(candidate), inMemory: true };
    } catch {
      // Full, or not writable: the next one.
    }
  }
  return { path: makeIn(tmpdir()), inMemory: isInMemory(tmpdir()) };
}

const memoryFolders = ({ XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string[] => [
  '/dev/shm',
  ...(XDG_RUNTIME_DIR ? [XDG_RUNTIME_DIR] : []),
];

function isInMemory(folder: string): boolean {
  try {
    return memoryFileSystems.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}

function makeIn(parent: string): string {
  removeLeftovers(parent);
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  chmodSync(folder, 0o700);
  return folder;
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? /^\d+(?=-)/.exec(name.slice(prefix.length))?.[0] : undefined;
    if (pid !== undefined && !isAlive(Number(pid)) && isOwn(join(parent, name))) wipe(join(parent, name));
  }
}

/**
 * Whether a folder is one that this user has made here. Into any other one somebody else could put a link while it is
 * wiped, and have what it leads to overwritten.
 */
function isOwn(path: string): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
