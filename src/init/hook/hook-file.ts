import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../diagnostics';

/** What stands where a hook would be. */
export interface HookFile {
  readonly text: string;
  /** Git passes over a hook that is not. */
  readonly isExecutable: boolean;
}

/** @throws Fault where something is there that cannot be read */
export function readHook(file: string): HookFile | undefined {
  try {
    return { text: readFileSync(file, 'utf8'), isExecutable: (statSync(file).mode & 0o100) !== 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault('read', error);
  }
}

/**
 * Writes a hook, in one step: at no moment is there half of one.
 *
 * @throws Fault where it can't be written; what was there is untouched
 */
export function writeHook(file: string, text: string): void {
  const next = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(next, text, { flag: 'wx' });
    chmodSync(next, 0o755);
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw fault('written', error);
  }
}

/** @throws Fault where there is a copy already, or none can be made */
export function keepCopy(file: string, copy: string): void {
  try {
    copyFileSync(file, copy, constants.COPYFILE_EXCL);
  } catch (error) {
    throw fault('kept aside', error);
  }
}

export function removeHook(file: string): void {
  try {
    rmSync(file);
  } catch (error) {
    throw fault('removed', error);
  }
}

function fault(what: string, error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new Fault(
    `The hook cannot be ${what} (${code}); nothing was changed. Look into the folder of hooks.`,
  );
}
