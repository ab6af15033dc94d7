import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(__dirname, '../../..');
const folder = '.github/workflows';

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>> | string;
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const workflowFiles: readonly string[] = readdirSync(join(root, folder)).sort();
export const textOf = (file: string): string => readFileSync(join(root, folder, file), 'utf8');

export const workflowOf = (file: string, text = textOf(file)): Workflow => ({
  ...(parse(text) as Omit<Workflow, 'file' | 'text'>),
  file,
  text,
});

export const jobsOf = ({ jobs }: Workflow): readonly (readonly [string, Job])[] => Object.entries(jobs);

/** What a job may write: scopes of its token. */
export function writesOf({ permissions = {} }: Job): readonly string[] {
  if (typeof permissions === 'string') return [permissions];
  return Object.entries(permissions).flatMap(([scope, level]) => (level === 'write' ? [scope] : []));
}

/** Every command of a job, a line each. */
export const commandsOf = ({ steps }: Job): readonly string[] =>
  steps.flatMap(({ run = '' }) => run.split('\n')).filter((line) => line !== '');
