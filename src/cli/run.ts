import { type Command, CommanderError } from 'commander';
import { nearest } from '../diagnostics';
import { exceptionText } from './describe-exception';
import { exitCodeOf } from './exit-code';
import type { GlobalOptions } from './global-options';
import type { Io } from './io';
import { type Outcome, UsageError } from './outcome';
import { createProgram } from './program';
import { createSession } from './session';
import { describeUsage } from './usage';

const { version } = require('../../package.json') as { version: string };

/**
 * The whole command line.
 *
 * @param argv - the arguments behind the program's name
 * @returns the exit code; never throws
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let ended: Pick<Outcome, 'status' | 'exitCode'> = { status: 'fine' };
  const program = createProgram(io, version, async (command, body, formats) => {
    const outcome = await body(createSession(io, command.optsWithGlobals<GlobalOptions>(), formats));
    ended = outcome;
    if (outcome.notes !== undefined) io.stderr.write(outcome.notes);
    if (outcome.report !== '') io.stdout.write(outcome.report);
  });
  try {
    refuseUnknownCommand(program, argv);
    await program.parseAsync(argv, { from: 'user' });
    return ended.exitCode ?? exitCodeOf(ended.status);
  } catch (exception) {
    if (exception instanceof CommanderError && exception.exitCode === 0) return exitCodeOf('fine');
    io.stderr.write(describe(exception, io.env));
    return exitCodeOf('failed');
  }
}

/** Before commander sees `--help`, which it would answer for the program as a whole. */
function refuseUnknownCommand(program: Command, argv: readonly string[]): void {
  const [first, topic] = program.parseOptions([...argv]).operands;
  const name = first === 'help' ? topic : first;
  const names = program.commands.map((command) => command.name());
  if (name === undefined || names.includes(name)) return;
  const meant = nearest(name, names);
  throw new CommanderError(
    2,
    'commander.unknownCommand',
    `unknown command '${name}'${meant === undefined ? '' : ` (Did you mean ${meant}?)`}`,
  );
}

function describe(exception: unknown, env: NodeJS.ProcessEnv): string {
  if (exception instanceof CommanderError) {
    // Called without a command: commander has shown the help already.
    if (exception.code === 'commander.help') return '';
    return `fanout: ${describeUsage(exception.message)}\nSee: fanout --help\n`;
  }
  if (exception instanceof UsageError) return `fanout: ${exception.message}\n`;
  return exceptionText(exception, env);
}
