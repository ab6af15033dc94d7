import { type Command, CommanderError } from 'commander';
import { BrokenOff, nearest } from '../diagnostics';
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
    refuseEmptyValues(command);
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
    io.stderr.write(describe(exception, io.env, helpFor(program, argv)));
    return exitCodeOf(exception instanceof BrokenOff ? 'broken-off' : 'failed');
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

/** An empty one is most likely a variable of a shell that is not set: what it would have named is not guessed. */
function refuseEmptyValues(command: Command): void {
  const values = command.optsWithGlobals<Readonly<Record<string, unknown>>>();
  for (let level: Command | null = command; level !== null; level = level.parent)
    for (const option of level.options)
      if (values[option.attributeName()] === '')
        throw new UsageError(`The value of ${option.long} is empty: give it one, or leave the option out.`);
}

/** The help of the command that the arguments begin with, as far as there is one. */
function helpFor(program: Command, argv: readonly string[]): string {
  const words = ['fanout'];
  let command = program;
  for (const [index, word] of argv.entries()) {
    const isValue = program.options.some(({ long, required }) => required && long === argv[index - 1]);
    if (word.startsWith('-') || isValue) continue;
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    words.push(word);
    command = next;
  }
  return [...words, '--help'].join(' ');
}

/** @param help - the command that says how it is used */
function describe(exception: unknown, env: NodeJS.ProcessEnv, help: string): string {
  if (exception instanceof CommanderError) {
    // Called without a command: commander has shown the help already.
    if (exception.code === 'commander.help') return '';
    return `fanout: ${describeUsage(exception.message)}\nSee: ${help}\n`;
  }
  if (exception instanceof UsageError) return `fanout: ${exception.message}\n`;
  return exceptionText(exception, env);
}
