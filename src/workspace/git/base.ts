import { Fault, quote } from '../../diagnostics';
import type { Repository } from './repository';
import { askGit, askLine } from './run-git';

/** The commit that a workspace is compared with. */
export interface Base {
  /** Full hash. */
  readonly commit: string;
  /** What it was found by: the ref that was asked for, or the default branch that it is the merge base with. */
  readonly ref: string;
  readonly isMergeBase: boolean;
}

/**
 * Finds the commit to compare with: the one that is asked for, or the merge base with the default branch.
 *
 * @throws Fault where there is none
 */
export function findBase(repository: Repository, ref: string | undefined): Base {
  if (ref === undefined) return mergeBase(repository);
  // A ref of git never begins with a hyphen; an option does.
  if (ref.startsWith('-') || ref === '' || /\p{Cc}/u.test(ref)) {
    throw new Fault(`${quote(ref)} can be no base: name a branch, a tag or a commit.`);
  }
  const commit = resolve(repository, ref);
  if (commit === undefined) {
    throw new Fault(
      repository.shallow
        ? shallowFault
        : `There is no commit ${quote(ref)} in this repository. Is it fetched?`,
    );
  }
  return { commit, ref, isMergeBase: false };
}

const shallowFault =
  'The base is not in this clone, which is shallow. Fetch the whole history: fetch-depth: 0 for actions/checkout, or git fetch --unshallow.';

function resolve(repository: Repository, ref: string): string | undefined {
  return askLine(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

/** In the order in which they are believed to be the default branch. */
const defaultBranches = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

function mergeBase(repository: Repository): Base {
  const known = askGit(repository, ['for-each-ref', '--format=%(refname)', ...defaultBranches])
    .stdout.toString('utf8')
    .split('\n');
  const branch = defaultBranches.find((each) => known.includes(each));
  if (branch === undefined) {
    throw new Fault(
      repository.shallow
        ? shallowFault
        : 'No default branch is known here (origin/HEAD, main or master). Name the base: fanout diff --base REF',
    );
  }
  const commit = askLine(repository, ['merge-base', 'HEAD', branch])?.split('\n')[0];
  const ref = branch.replace(/^refs\/(?:remotes|heads)\//, '');
  if (commit === undefined) {
    throw new Fault(
      repository.shallow
        ? shallowFault
        : `This branch has no history in common with ${ref}. Name the base: fanout diff --base REF`,
    );
  }
  return { commit, ref, isMergeBase: true };
}
