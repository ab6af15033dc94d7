import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { Fault } from '../../diagnostics';
import type { Repository } from './repository';
import { askLine } from './run-git';

/** Where git looks for the hooks of a repository. All its work trees share it. */
export interface HooksFolder {
  /** Absolute path; need not be there yet. */
  readonly folder: string;
  /** Whether core.hooksPath leads out of the repository, so that other ones have these hooks too. */
  readonly isOutside: boolean;
}

/** @throws Fault where git does not say */
export function hooksFolder(repository: Repository): HooksFolder {
  const asked = (name: string[]): string => {
    const path = askLine(repository, ['rev-parse', ...name]);
    if (path === undefined || path === '') throw new Fault('git does not say where its hooks lie.');
    // git answers relative to where it was asked, unless the path was configured as an absolute one.
    return resolve(repository.folder, path);
  };
  const folder = asked(['--git-path', 'hooks']);
  const homes = [asked(['--git-common-dir']), repository.folder].map(real);
  const isOutside = homes.every((home) => !`${real(folder)}${sep}`.startsWith(home + sep));
  return { folder, isOutside };
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Git would make it on the way.
    return path;
  }
}
