import { Fault } from '../../diagnostics';
import type { BucketName, CanonicalName, EnvironmentName } from '../../model';
import { type EnvironmentPlan, own } from '../../plan';
import { namesOf } from '../../plan/diff/reach';
import { describeSource } from '../../plan/fingerprint';
import { openRepository, type Repository, type WorkspaceCommit, workspaceCommits } from '../../workspace/git';
import { readBase } from '../base-side';
import type { CommandContext } from '../context';

/** What made the bucket what it is in the files, and what they have to go back on. */
export interface FilesToFollow {
  /** Null where it is not committed yet. */
  readonly commit: WorkspaceCommit | null;
  /** Names whose values that changed, in code unit order; empty where it changed targets alone. */
  readonly names: readonly CanonicalName[];
}

/** Planning a commit takes a moment, and what was deployed before is mostly among the newest. */
const mostCommits = 30;

/**
 * Looks through the history for what gave a bucket its present contents.
 *
 * @returns null where that is not found: in no repository, in a shallow one, or too long ago
 */
export function filesToFollow(
  context: CommandContext,
  environment: EnvironmentPlan,
  bucket: BucketName,
): FilesToFollow | null {
  const repository = openQuietly(context);
  if (repository === null) return null;
  const present = fingerprintIn(environment, bucket);
  let newer: WorkspaceCommit | null = null;
  for (const commit of workspaceCommits(repository, mostCommits)) {
    const before = planOf(repository, commit, environment.name, context);
    if (before === undefined) return null;
    if (fingerprintIn(before, bucket) !== present)
      return { commit: newer, names: changedNames(before, environment, bucket) };
    newer = commit;
  }
  return null;
}

function openQuietly({ workspace, env }: CommandContext): Repository | null {
  try {
    return openRepository({ folder: workspace, env });
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function planOf(
  repository: Repository,
  { commit }: WorkspaceCommit,
  environment: EnvironmentName,
  context: CommandContext,
): EnvironmentPlan | undefined {
  const found = { commit, ref: commit, isMergeBase: false };
  const { planned } = readBase(repository, found, [environment], context);
  return planned === null ? undefined : own(planned.plan.environments, environment);
}

const fingerprintIn = ({ buckets }: EnvironmentPlan, bucket: BucketName): string | null =>
  own(buckets, bucket)?.fingerprint ?? null;

/** Names in the bucket behind which there stands something else, on either side. */
function changedNames(before: EnvironmentPlan, after: EnvironmentPlan, bucket: BucketName): CanonicalName[] {
  const names = [before, after].flatMap(({ buckets }) =>
    Object.values(own(buckets, bucket)?.entries ?? {}).flatMap(({ from }) => namesOf(from)),
  );
  const described = ({ sources }: EnvironmentPlan, name: CanonicalName): string | undefined => {
    const source = own(sources, name);
    return source === undefined ? undefined : describeSource(name, source);
  };
  return [...new Set(names)].filter((name) => described(before, name) !== described(after, name)).sort();
}
