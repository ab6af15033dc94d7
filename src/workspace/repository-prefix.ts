import fs from 'node:fs';
import path from 'node:path';

/**
 * Path of a workspace in its git repository, with forward slashes: empty at the root, and where there is no repository,
 * else with a slash at the end. Asks the disk alone, so that it is there without git.
 */
export function repositoryPrefix(workspace: string): string {
  let start: string;
  try {
    start = fs.realpathSync(workspace);
  } catch {
    return '';
  }
  for (let folder = start; ; folder = path.dirname(folder)) {
    // In a linked work tree or a submodule it is a file.
    if (fs.existsSync(path.join(folder, '.git'))) {
      const inside = path.relative(folder, start);
      return inside === '' ? '' : `${inside.split(path.sep).join('/')}/`;
    }
    if (folder === path.dirname(folder)) return '';
  }
}
