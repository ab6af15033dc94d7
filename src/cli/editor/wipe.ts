import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Overwrites and removes everything in a folder, and the folder: what an editor left beside its file as well. Synchronous,
 * as it is done while the process ends. Links are not followed.
 */
export function wipe(folder: string): void {
  try {
    if (lstatSync(folder).isSymbolicLink()) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) wipe(path);
      else if (entry.isFile()) overwrite(path);
    }
  } catch {
    // Gone already, or of somebody else: whatever can be removed is removed below.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
}

function overwrite(file: string): void {
  try {
    const handle = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW);
    try {
      const { size } = fstatSync(handle);
      const zeros = Buffer.alloc(Math.min(size, 65_536));
      for (let at = 0; at < size; at += zeros.length)
        writeSync(handle, zeros, 0, Math.min(zeros.length, size - at));
      fsyncSync(handle);
      ftruncateSync(handle, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    // It cannot be opened: removing it is what is left.
  }
}
