import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NewFile } from './new-file';

/** Folders whose every file would be read as part of the new workspace. */
const ownFolders = ['mappings', 'environments'];

/**
 * What stands in the way of these files: the files themselves, what is no folder where one is needed (a link would lead
 * the files elsewhere), and whatever is in `mappings/` and `environments/`. Relative to `root`, sorted.
 */
export function findObstacles(root: string, files: readonly NewFile[]): string[] {
  const found = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    for (const [index] of parts.entries()) {
      const part = parts.slice(0, index + 1).join('/');
      const kind = kindOf(join(root, part));
      if (kind === 'nothing') break;
      if (kind === 'other' || part === path) {
        found.add(part);
        break;
      }
    }
  }
  for (const folder of ownFolders) {
    if (kindOf(join(root, folder)) !== 'folder') continue;
    for (const name of readdirSync(join(root, folder))) {
      if (!name.startsWith('.')) found.add(`${folder}/${name}`);
    }
  }
  return [...found].sort();
}

/** What is there, without following a link. */
export function kindOf(path: string): 'nothing' | 'folder' | 'other' {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  return stats.isDirectory() ? 'folder' : 'other';
}
