import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Repository } from './repository';

/**
 * The repository with the index that is about to be committed. `git commit -a` and `git commit PATH` fill another one
 * than that of the work tree, and tell hooks its path in GIT_INDEX_FILE (githooks(5)): the usual one would show what was
 * staged before.
 */
export function withHookIndex(repository: Repository): Repository {
  const named = repository.env.GIT_INDEX_FILE;
  if (named === undefined || named === '') return repository;
  // Hooks run at the root of the work tree, and the path may be relative.
  const index = resolve(repository.folder, named);
  return belongsElsewhere(index, repository) ? repository : { ...repository, index };
}

/** A hook of one repository may ask about a workspace in another, such as a submodule: that one has an index of its own. */
function belongsElsewhere(index: string, { gitFolder }: Repository): boolean {
  const folder = dirname(index);
  if (folder === gitFolder) return false;
  // In a submodule and a linked work tree, .git is a file.
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return !isFolder || existsSync(join(folder, 'HEAD'));
}
