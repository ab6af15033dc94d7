import { execFileSync } from 'node:child_process';
import { Fault } from '../../diagnostics';

/** Where git is asked from, and with which environment variables. */
export interface GitPlace {
  /** Absolute path of a folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the index. @default - the one of the work tree */
  readonly index?: string;
}

export interface GitAnswer {
  /** Its exit code. */
  readonly code: number;
  readonly stdout: Buffer;
}

/** The texts of a large workspace, or the history of a file of it, many times over. */
const mostOutput = 512 * 1024 * 1024;

/** A hook that runs fanout has set these for its own repository, which need not be the workspace's. */
const relocating = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
];

/**
 * Asks git something that changes nothing. Without a shell, and without what a repository's configuration could start.
 *
 * @throws Fault where git is not there or refuses to look into the repository
 */
export function askGit({ folder, env, index }: GitPlace, args: readonly string[], input?: string): GitAnswer {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !relocating.includes(name)));
  try {
    const stdout = execFileSync('git', [...quiet, ...args], {
      cwd: folder,
      env: {
        ...clean,
        ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
        LC_ALL: 'C',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
      },
      input: input ?? '',
      maxBuffer: mostOutput,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return { code: 0, stdout };
  } catch (error) {
    return failure(error as Failed);
  }
}

const quiet = [
  '--no-pager',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false',
  '-c',
  'log.showSignature=false',
];

type Failed = NodeJS.ErrnoException & {
  readonly status?: number | null;
  readonly stdout?: Buffer;
  readonly stderr?: Buffer;
};

function failure({ code, status, stdout, stderr }: Failed): GitAnswer {
  if (code === 'ENOENT') {
    throw new Fault('git is not installed, or the folder is not there: this command asks git.');
  }
  if (code === 'ENOBUFS') throw new Fault('git has more to say than fanout takes in.');
  if (stderr?.includes('dubious ownership')) {
    throw new Fault(
      'git does not trust this repository, which belongs to somebody else. Allow it with: git config --global --add safe.directory FOLDER',
    );
  }
  if (typeof status !== 'number')
    throw new Fault(`git could not be run: the system says ${code ?? 'no more'}.`);
  return { code: status, stdout: stdout ?? Buffer.alloc(0) };
}

/** What git answers in one line; undefined where it says no. */
export function askLine(place: GitPlace, args: readonly string[]): string | undefined {
  const { code, stdout } = askGit(place, args);
  return code === 0 ? stdout.toString('utf8').replace(/\n$/, '') : undefined;
}
