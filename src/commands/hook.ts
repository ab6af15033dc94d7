import { basename, dirname, join } from 'node:path';
import { Fault } from '../diagnostics';
import { keepCopy, readHook, removeHook, writeHook } from '../init/hook/hook-file';
import { hookLine, hookText, workspacesOf } from '../init/hook/hook-text';
import { hooksFolder, openWorkTree } from '../workspace/git';
import type { CommandContext } from './context';

export interface HookOptions {
  /** Absolute path of the program that runs, which the hook falls back to. */
  readonly program: string;
  /** Write nothing. */
  readonly dryRun: boolean;
  /** Replace a hook that somebody else wrote, of which a copy is kept, or write where other repositories look too. */
  readonly force: boolean;
}

/** Why nothing was written. */
export interface HookRefusal {
  readonly reason: string;
  readonly remedy: string;
  /** What to add by hand instead, to a hook that is there. */
  readonly lines: readonly string[];
}

export interface HookResult {
  readonly status: 'written' | 'removed' | 'unchanged' | 'dry-run' | 'refused';
  /** Absolute path of the hook. */
  readonly file: string;
  /** The workspaces that it checks then: paths from the root of the work tree. Empty where there is no hook of ours. */
  readonly workspaces: readonly string[];
  /** Absolute path of a copy of what stood there; null where nothing is replaced. */
  readonly copy: string | null;
  readonly refusal: HookRefusal | null;
}

/** Everything that is known before anything is written. */
interface Found {
  readonly file: string;
  readonly isOutside: boolean;
  readonly isOwn: boolean;
  /** Path of this workspace from the root of the work tree. */
  readonly workspace: string;
  readonly text: string | undefined;
  readonly isExecutable: boolean;
  /** Of our own hook; empty where there is none. */
  readonly installed: readonly string[];
  readonly isForeign: boolean;
}

/**
 * Finds the pre-commit hook of the repository that a workspace lies in.
 *
 * @throws Fault where it lies in none
 */
export function findHook(context: CommandContext): Found {
  const repository = openWorkTree({ folder: context.workspace, env: context.env });
  if (repository === undefined) {
    throw new Fault('The workspace lies in no git repository, so there are no hooks: run git init first.');
  }
  if (/\p{Cc}/u.test(repository.prefix)) {
    throw new Fault('The path of the workspace holds control characters; no hook is written for it.');
  }
  const { folder, isOutside, isOwn } = hooksFolder(repository);
  const file = join(folder, 'pre-commit');
  const hook = readHook(file);
  const ours = hook === undefined ? undefined : workspacesOf(hook.text);
  return {
    file,
    isOutside,
    isOwn,
    workspace: repository.prefix === '' ? '.' : repository.prefix.slice(0, -1),
    text: hook?.text,
    isExecutable: hook?.isExecutable ?? false,
    installed: ours ?? [],
    isForeign: hook !== undefined && ours === undefined,
  };
}

/** Lets git check what is staged before each commit; beside other workspaces of the repository that are checked already. */
export function installHook(context: CommandContext, { program, dryRun, force }: HookOptions): HookResult {
  const found = findHook(context);
  const { file, workspace, installed, isForeign } = found;
  const refusal = refusalOf(found, force);
  if (refusal !== null) return { status: 'refused', file, workspaces: [], copy: null, refusal };
  const workspaces = [...new Set([...installed, workspace])].sort();
  const text = hookText(workspaces, writerOf(found, program));
  const copy = isForeign ? `${file}.before-fanout` : null;
  const result = { file, workspaces, copy, refusal: null };
  if (text === found.text && found.isExecutable) return { ...result, status: 'unchanged' };
  if (dryRun) return { ...result, status: 'dry-run' };
  if (copy !== null) keepCopy(file, copy);
  writeHook(file, text);
  return { ...result, status: 'written' };
}

/** Takes a workspace out of our hook, and the hook away when it was the last one. What others wrote is left alone. */
export function uninstallHook(
  context: CommandContext,
  { program, dryRun }: Omit<HookOptions, 'force'>,
): HookResult {
  const found = findHook(context);
  const { file, workspace, installed } = found;
  const workspaces = installed.filter((each) => each !== workspace);
  const result = { file, workspaces, copy: null, refusal: null };
  if (workspaces.length === installed.length) return { ...result, status: 'unchanged' };
  if (dryRun) return { ...result, status: 'dry-run' };
  if (workspaces.length === 0) removeHook(file);
  else writeHook(file, hookText(workspaces, writerOf(found, program)));
  return { ...result, status: 'removed' };
}

const writerOf = ({ isOwn }: Found, program: string): string | null => (isOwn ? program : null);

function refusalOf({ file, isOutside, isForeign, workspace }: Found, force: boolean): HookRefusal | null {
  const lines = [hookLine(workspace)];
  const folder = dirname(file);
  if (basename(folder) === '_' && basename(dirname(folder)) === '.husky') {
    return {
      reason: 'The hooks of this repository are written by husky',
      remedy: 'Add this line to .husky/pre-commit:',
      lines,
    };
  }
  if (force) return null;
  if (isForeign) {
    return {
      reason: 'There is a pre-commit hook already, which fanout has not written',
      remedy: 'Add this line to it; or say --force, which keeps a copy and replaces it:',
      lines,
    };
  }
  if (isOutside) {
    return {
      reason: 'core.hooksPath leads out of this repository, to hooks that others have as well',
      remedy: 'Give this repository hooks of its own (git config core.hooksPath .githooks), or say --force.',
      lines: [],
    };
  }
  return null;
}
