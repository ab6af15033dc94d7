import { Command } from 'commander';
import { registerCheck } from './check';
import { registerExplain } from './explain';
import { addGlobalOptions } from './global-options';
import type { Io } from './io';
import { registerPlan } from './plan';
import type { Execute } from './session';
import { registerSynth } from './synth';

const examples = `
Examples:
  $ fanout check                 what is wrong with the files, all of it at once
  $ fanout plan dev              what every consumer gets in dev, and where it comes from
  $ fanout explain API_BASE_URL  where a name goes, or where it comes from
  $ fanout synth                 the Terraform of every stack, into cdktf.out

Exit codes: 0 fine; 1 what was checked is not in order; 2 wrong usage, or a fault of fanout or of AWS.`;

/** The command line: names, options and help. What a command needs is loaded when it runs. */
export function createProgram(io: Io, version: string, execute: Execute): Command {
  const program = addGlobalOptions(new Command('fanout'))
    .description(
      'Fans one canonical map of secrets out to one AWS Secrets Manager entry per consumer and environment.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      // What is wrong with a command line is thrown as well, and printed where it is caught.
      outputError: () => undefined,
    })
    .exitOverride()
    .addHelpText('after', examples);
  for (const register of [registerCheck, registerPlan, registerExplain, registerSynth])
    register(program, execute);
  return program;
}
