import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../diagnostics';
import { askGit } from '../workspace/git/run-git';

/** Whether git has a file, so that what stands in it is in the history; false where git cannot be asked. */
export function isTracked(file: string, env: NodeJS.ProcessEnv): boolean {
  try {
    const real = realpathSync(file);
    const asked = ['ls-files', '--error-unmatch', '--', path.basename(real)];
    return askGit({ folder: path.dirname(real), env }, asked).code === 0;
  } catch (error) {
    if (error instanceof Fault || (error as NodeJS.ErrnoException).syscall !== undefined) return false;
    throw error;
  }
}
