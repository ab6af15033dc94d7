import { Fault } from '../../diagnostics';
import { askGit, askLine, type GitPlace } from './run-git';

/** The repository that a workspace lies in. */
export interface Repository extends GitPlace {
  /** Path of the workspace in it: empty at the root, else with a slash at the end. */
  readonly prefix: string;
  /** Whether a part of the history is missing. */
  readonly shallow: boolean;
}

/**
 * @param workspace - absolute path of the workspace
 * @throws Fault where it lies in no repository, or in one without a commit
 */
export function openRepository({ folder, env }: GitPlace): Repository {
  const { code, stdout } = askGit({ folder, env }, [
    'rev-parse',
    '--is-inside-work-tree',
    '--is-shallow-repository',
    '--show-prefix',
    '--show-toplevel',
  ]);
  const [inside, shallow, prefix = '', root] = stdout.toString('utf8').split('\n');
  if (code !== 0 || inside !== 'true' || root === undefined) {
    throw new Fault(
      'The workspace lies in no git repository: a comparison needs a base to read from git. Without one, use fanout plan.',
    );
  }
  if (askLine({ folder, env }, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']) === undefined) {
    throw new Fault('The git repository has no commit yet, so there is nothing to compare with.');
  }
  return { folder: root, env, prefix, shallow: shallow === 'true' };
}
