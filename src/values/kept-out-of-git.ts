import { existsSync } from 'node:fs';
import path from 'node:path';
import { Fault, quote } from '../diagnostics';
import { askGit } from '../workspace/git/run-git';
import type { PrivateFile } from './private-file';

/** `outside`: no repository is around it, so that there is nothing to keep it out of. */
export type KeptOut = 'ignored' | 'outside';

/**
 * Makes sure that git will not pick up a file with values.
 *
 * @throws Fault where git tracks it, or would
 */
export function refuseTracked({ path: file, shown }: PrivateFile, env: NodeJS.ProcessEnv): KeptOut {
  const place = { folder: path.dirname(file), env };
  if (!ancestors(place.folder).some((folder) => existsSync(path.join(folder, '.git')))) return 'outside';
  const name = path.basename(file);
  const { code, stdout } = askGit(place, ['rev-parse', '--is-inside-work-tree']);
  if (code !== 0) {
    throw new Fault(
      `git does not answer in the repository around ${quote(shown)}, so that nobody knows whether it would be committed: look what git status says there, or name another file with --out`,
    );
  }
  if (stdout.toString('utf8').trim() !== 'true') return 'outside';
  if (askGit(place, ['ls-files', '--error-unmatch', '--', name]).code === 0) {
    throw new Fault(
      `${quote(shown)} is tracked by git, and would be committed with values in it: take it out with git rm --cached, and have it ignored`,
    );
  }
  // check-ignore takes names as they are, and refuses to be told so.
  const asked = ['--no-literal-pathspecs', 'check-ignore', '--quiet', '--', `./${name}`];
  if (askGit(place, asked).code === 0) return 'ignored';
  throw new Fault(
    `${quote(shown)} is not ignored by git, and could be committed with values in it: add a line ${quote(name)} to .gitignore, or name another file with --out`,
  );
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
