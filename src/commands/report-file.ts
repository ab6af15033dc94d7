import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';

/** How every report begins, and nothing else does. */
const mark = '<!doctype html>\n<!-- fanout report -->\n';

interface WriteOptions {
  /** Over whatever file is there. */
  readonly force: boolean;
  /** Check everything, and write nothing. */
  readonly dryRun: boolean;
}

/**
 * Writes a report, or another one over it. Cut off at any moment, the file is the old one or the new one.
 *
 * @param file - absolute; its folder is made where it is missing
 * @throws Fault where something else is there, or it cannot be written
 */
export function writeReportFile(file: string, text: string, { force, dryRun }: WriteOptions): void {
  const name = path.basename(file);
  try {
    const there = fs.statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile())
      throw new Fault(
        `${quote(name)} is there already, and is no ordinary file: name another one with --out`,
      );
    if (there !== undefined && !force && !isReport(file))
      throw new Fault(
        `${quote(name)} is there already, and is no report of fanout: name another file with --out, or overwrite it with --force`,
      );
    if (dryRun) return;
    if (there === undefined) replace(file, text, 0o666);
    else replace(fs.realpathSync(file), text, there.mode & 0o777);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof Fault) throw error;
    throw new Fault(`${quote(name)} cannot be written (${code}); name a file with --out that you may write`);
  }
}

function isReport(file: string): boolean {
  const start = Buffer.alloc(mark.length);
  const descriptor = fs.openSync(file, 'r');
  try {
    fs.readSync(descriptor, start, 0, start.length, 0);
  } finally {
    fs.closeSync(descriptor);
  }
  return start.toString('latin1') === mark;
}

function replace(file: string, text: string, mode: number): void {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    fs.writeFileSync(temporary, text, { flag: 'wx', mode, flush: true });
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
