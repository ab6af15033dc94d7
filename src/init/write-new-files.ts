import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../diagnostics';
import type { NewFile } from './new-file';

/**
 * Writes all of these files or none, and never over another one. Folders are made where they are missing.
 *
 * @throws Fault where one can't be written; everything that was made is gone then
 */
export function writeNewFiles(root: string, files: readonly NewFile[]): void {
  const undo: (() => void)[] = [];
  try {
    makeFolder(root, undo);
    for (const { path, text } of files) {
      const file = join(root, path);
      makeFolder(dirname(file), undo);
      writeFileSync(file, text, { flag: 'wx' });
      undo.push(() => rmSync(file));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Fault(
      `The workspace cannot be written (${code}); nothing is left of it. Choose another folder.`,
    );
  }
}

function makeFolder(folder: string, undo: (() => void)[]): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  // From the innermost one out, so that only empty folders are ever removed.
  const made: string[] = [];
  for (let each = folder; each.length >= first.length; each = dirname(each)) made.push(each);
  undo.push(() => {
    for (const each of made) rmdirSync(each);
  });
}
