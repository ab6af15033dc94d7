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
  /** Whether this clone alone has them: they do not lie in the work tree, where they would be committed. */
  readonly isOwn: boolean;
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
  const liesIn = (home: string): boolean => `${real(folder)}${sep}`.startsWith(real(home) + sep);
  const isOwn = liesIn(asked(['--git-common-dir']));
  return { folder, isOwn, isOutside: !isOwn && !liesIn(repository.folder) };
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Git would make it on the way.
    return path;
  }
}
