import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../commands/context';
import { createPage, type Page } from '../views/page';
import type { GlobalOptions } from './global-options';
import type { Io, Output } from './io';
import type { Outcome } from './outcome';

/** What a command of the command line works with. */
export interface Session {
  readonly io: Io;
  readonly context: CommandContext;
  readonly format: GlobalOptions['format'];
  readonly strict: boolean;
  /** What text on stdout is written on. */
  readonly page: Page;
}

/** Runs one command: reads the global options, prints what came out, and notes down how it ended. */
export type Execute = (
  command: Command,
  body: (session: Session) => Outcome | Promise<Outcome>,
) => Promise<void>;

export function createSession(io: Io, options: GlobalOptions): Session {
  const { env, cwd, now } = io;
  const workspace = resolve(cwd, options.workspace ?? (env.FANOUT_WORKSPACE || '.'));
  return {
    io,
    context: { workspace, now, env },
    format: options.format,
    strict: options.strict === true,
    page: createPage({ width: io.stdout.columns, color: wantsColor(io.stdout, options.color, env) }),
  };
}

/** Colours only on a terminal, unless somebody says otherwise: https://no-color.org and https://force-color.org. */
export function wantsColor(output: Output, option: boolean, env: NodeJS.ProcessEnv): boolean {
  if (!option) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return !env.NO_COLOR && output.isTTY === true && env.TERM !== 'dumb';
}
