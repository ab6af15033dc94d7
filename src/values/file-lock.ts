import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { Fault } from '../diagnostics';
import { isAlive } from './is-alive';

export interface LockTimes {
  /** How long to wait for whoever holds the lock. @default - 10 s */
  readonly patience?: number;
  /** How long a lock that names no holder yet may be being written. @default - 5 s */
  readonly writing?: number;
}

/** Who holds a lock. A process of this host that is gone holds it no longer. */
interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

const pause = 20;

/**
 * Does something while no other process that asks for the same file's lock does. The lock is a hidden file beside the
 * file; one that a killed process left behind is taken over.
 *
 * @param file - its real path, so that two links to one file share the lock
 * @throws Fault where another process keeps the lock for too long
 */
export async function withLock<T>(file: string, body: () => Promise<T>, times: LockTimes = {}): Promise<T> {
  const lock = path.join(path.dirname(file), `.${path.basename(file)}.lock`);
  const holder: Holder = { id: randomUUID(), pid: process.pid, host: hostname() };
  const end = Date.now() + (times.patience ?? 10_000);
  while (!(await create(lock, holder))) {
    if (await breakStale(lock, times.writing ?? 5_000)) continue;
    if (Date.now() >= end) {
      throw new Fault(
        `${path.basename(file)} is being edited by another process: try again, or remove ${path.basename(lock)} beside it if no fanout is running`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pause + Math.random() * pause));
  }
  try {
    return await body();
  } finally {
    await rm(lock, { force: true });
  }
}

/** The same for several files: always in one order, so that no two processes wait for each other. */
export async function withLocks<T>(
  files: readonly string[],
  body: () => Promise<T>,
  times: LockTimes = {},
): Promise<T> {
  const [first, ...rest] = [...new Set(files)].sort();
  return first === undefined ? body() : withLock(first, () => withLocks(rest, body, times), times);
}

/** Whether the file was made, with this in it; false where there is one. */
async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(holder));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Of several who find it stale only one may: who removes it without being alone
 * could remove the lock that another has made since. Being alone is a lock as well, which who was killed while holding it
 * leaves behind in the same way.
 *
 * @returns whether it is gone
 */
async function breakStale(lock: string, writing: number): Promise<boolean> {
  if (!(await isStale(lock, writing))) return false;
  const breaking = `${lock}.breaking`;
  if (!(await create(breaking, { id: randomUUID(), pid: process.pid, host: hostname() }))) {
    await breakStale(breaking, writing);
    return false;
  }
  try {
    if (!(await isStale(lock, writing))) return false;
    await rm(lock, { force: true });
    return true;
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isStale(lock: string, writing: number): Promise<boolean> {
  try {
    const holder = parseHolder(await readFile(lock, 'utf8'));
    if (holder !== null) return holder.host === hostname() && !isAlive(holder.pid);
    return Date.now() - (await stat(lock)).mtimeMs > writing;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function parseHolder(text: string): Pick<Holder, 'pid' | 'host'> | null {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid: pid as number, host } : null;
  } catch {
    return null;
  }
}
