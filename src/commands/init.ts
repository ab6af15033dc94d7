import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createDiagnostic, type Diagnostic } from '../diagnostics';
import type { NewFile } from '../init/new-file';
import { newWorkspace } from '../init/new-workspace';
import { findObstacles, kindOf } from '../init/obstacles';
import { projectNameOf } from '../init/project-name';
import { writeNewFiles } from '../init/write-new-files';
import { shortNamePattern, shortNameRule } from '../model';

export interface InitOptions {
  /** Absolute path of the folder for the workspace; made where it is missing. */
  readonly directory: string;
  /** @default - the name of the folder, made legal */
  readonly project?: string;
  /** Say what would be written, and write nothing. */
  readonly dryRun: boolean;
}

/** Why nothing was written. */
export interface Refusal {
  readonly reason: string;
  readonly remedy: string;
  /** What stands in the way, relative to the folder; empty where it is the folder itself. */
  readonly obstacles: readonly string[];
}

export interface InitResult {
  readonly status: 'written' | 'dry-run' | 'refused';
  readonly directory: string;
  /** Null where no legal name was found. */
  readonly project: string | null;
  /** What was written or, with `dryRun`, would be: relative to the folder, sorted. Empty where it was refused. */
  readonly written: readonly string[];
  /** What to do next, a line each: a command, or a sentence that begins with a capital letter. */
  readonly nextSteps: readonly string[];
  readonly refusal: Refusal | null;
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}

/** Writes a workspace that works: all of its files or, where anything stands in the way, none. */
export function init({ directory, project: wanted, dryRun }: InitOptions): InitResult {
  const project = wanted ?? projectNameOf(basename(directory));
  const nothing: InitResult = {
    status: 'refused',
    directory,
    project: null,
    written: [],
    nextSteps: [],
    refusal: null,
    misuse: [],
  };
  if (project === undefined || !shortNamePattern.test(project)) {
    const rule = shortNameRule('a project');
    return { ...nothing, misuse: [createDiagnostic('invalid-name', { field: '--project', rule }, null)] };
  }
  const isFolder = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? true;
  if (!isFolder) return { ...nothing, project, refusal: notFolder };
  const files = wantedFiles(directory, project);
  const refusal = refusalOf(directory, files);
  if (refusal !== null) return { ...nothing, project, refusal };
  if (!dryRun) writeNewFiles(directory, files);
  return {
    status: dryRun ? 'dry-run' : 'written',
    directory,
    project,
    written: files.map(({ path }) => path).sort(),
    nextSteps,
    refusal: null,
    misuse: [],
  };
}

const nextSteps: readonly string[] = [
  'npm install',
  'Put your account and region into environments/dev.yaml.',
  'npx fanout check',
  'npx fanout plan',
];

const notFolder: Refusal = {
  reason: 'This is a file, not a folder',
  remedy: 'Name another folder.',
  obstacles: [],
};

/** A README that is there already stays: most new repositories begin with one. */
function wantedFiles(directory: string, project: string): NewFile[] {
  const hasReadme = kindOf(join(directory, 'README.md')) !== 'nothing';
  return newWorkspace(project).filter(({ path }) => path !== 'README.md' || !hasReadme);
}

function refusalOf(directory: string, files: readonly NewFile[]): Refusal | null {
  const obstacles = findObstacles(directory, files);
  if (obstacles.length === 0) return null;
  return {
    reason: 'These are there already, and nothing is ever overwritten',
    remedy: 'Move them away, or name another folder.',
    obstacles,
  };
}
