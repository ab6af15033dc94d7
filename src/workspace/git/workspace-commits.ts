import { environmentFolder, manifestPath, mappingFolder } from '../layout';
import type { Repository } from './repository';
import { askGit } from './run-git';

export interface WorkspaceCommit {
  /** Full hash. */
  readonly commit: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** The commits that changed the files of a workspace, the newest first. What a shallow clone lacks is not found. */
export function workspaceCommits(repository: Repository, most: number): readonly WorkspaceCommit[] {
  const { code, stdout } = askGit(repository, [
    'log',
    `--max-count=${most}`,
    '--format=%H %cs',
    '--no-color',
    'HEAD',
    '--',
    ...[manifestPath, mappingFolder, environmentFolder].map((path) => `${repository.prefix}${path}`),
  ]);
  if (code !== 0) return [];
  return [...stdout.toString('utf8').matchAll(/^([0-9a-f]+) (.*)$/gm)].map(([, commit = '', day = '']) => ({
    commit,
    day,
  }));
}
