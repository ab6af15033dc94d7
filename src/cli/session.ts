import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../commands/context';
import { createPage, type Page } from '../views/page';
import { allowed, type CommonFormat, commonFormats, type Format, type GlobalOptions } from './global-options';
import type { Io, Output } from './io';
import { type Outcome, UsageError } from './outcome';

/** What a command of the command line works with. */
export interface Session<F extends Format = CommonFormat> {
  readonly io: Io;
  readonly context: CommandContext;
  readonly format: F;
  readonly strict: boolean;
  /** What text on stdout is written on. */
  readonly page: Page;
}

/**
 * Runs one command: reads the global options, prints what came out, and notes down how it ended.
 *
 * @param formats - of its report. @default - text and json
 */
export type Execute = <F extends Format = CommonFormat>(
  command: Command,
  body: (session: Session<F>) => Outcome | Promise<Outcome>,
  formats?: readonly F[],
) => Promise<void>;

/**
 * @param formats - that the command has
 * @throws UsageError where it has not the one that is asked for, or where Node is to log what passes through it
 */
export function createSession<F extends Format>(
  io: Io,
  options: GlobalOptions,
  formats: readonly F[] = commonFormats as readonly Format[] as readonly F[],
): Session<F> {
  const { env, cwd, now } = io;
  refuseNodeLog(env);
  const workspace = resolve(cwd, options.workspace ?? (env.FANOUT_WORKSPACE || '.'));
  return {
    io,
    context: { workspace, now, env },
    format: chosenFormat(options.format, formats),
    strict: options.strict === true,
    page: createPage({ width: io.stdout.columns, color: wantsColor(io.stdout, options.color, env) }),
  };
}

/** Node's own log shows requests and the environment of what is started: https://nodejs.org/api/cli.html#node_debugmodule */
function refuseNodeLog({ NODE_DEBUG }: NodeJS.ProcessEnv): void {
  if (!NODE_DEBUG) return;
  throw new UsageError(
    'NODE_DEBUG has Node log what passes through it, values and credentials included: unset it. For a program behind "fanout run … --" alone, write: env NODE_DEBUG=… PROGRAM',
  );
}

function chosenFormat<F extends Format>(written: Format, formats: readonly F[]): F {
  const format = formats.find((each) => each === written);
  if (format !== undefined) return format;
  throw new UsageError(`This command has no format ${written}. ${allowed(formats)}`);
}

/** Colours only on a terminal, unless somebody says otherwise: https://no-color.org and https://force-color.org. */
function wantsColor(output: Output, option: boolean, env: NodeJS.ProcessEnv): boolean {
  if (!option) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return !env.NO_COLOR && output.isTTY === true && env.TERM !== 'dumb';
}
