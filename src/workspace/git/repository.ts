import { Fault } from '../../diagnostics';
import { askGit, askLine, type GitPlace } from './run-git';

/** The repository that a workspace lies in. */
export interface Repository extends GitPlace {
  /** Path of the workspace in it: empty at the root, else with a slash at the end. */
  readonly prefix: string;
  /** Absolute path of what git keeps for this work tree: HEAD, the index and more. */
  readonly gitFolder: string;
  /** Whether a part of the history is missing. */
  readonly shallow: boolean;
}

/** @throws Fault where the workspace lies in no repository, or in one without a commit */
export function openRepository(workspace: GitPlace): Repository {
  const repository = openWorkTree(workspace);
  if (repository === undefined) {
    throw new Fault(
      'The workspace lies in no git repository: a comparison needs a base to read from git. Without one, use fanout plan.',
    );
  }
  if (headOf(repository) === undefined) {
    throw new Fault('The git repository has no commit yet, so there is nothing to compare with.');
  }
  return repository;
}

/** The repository that a folder lies in, with or without a commit; undefined where there is none, or none with files. */
export function openWorkTree({ folder, env }: GitPlace): Repository | undefined {
  const { code, stdout } = askGit({ folder, env }, [
    'rev-parse',
    '--is-inside-work-tree',
    '--is-shallow-repository',
    '--show-prefix',
    '--show-toplevel',
    '--absolute-git-dir',
  ]);
  const [inside, shallow, prefix = '', root, gitFolder = ''] = stdout.toString('utf8').split('\n');
  if (code !== 0 || inside !== 'true' || root === undefined) return undefined;
  return { folder: root, env, prefix, gitFolder, shallow: shallow === 'true' };
}

/** Full hash of the commit that is checked out; undefined before the first one. */
export function headOf(repository: Repository): string | undefined {
  return askLine(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
}
