import { Command } from 'commander';
import { registerAccess } from './access';
import { registerAdd } from './add';
import { registerAdopt } from './adopt';
import { registerCheck } from './check';
import { registerConfirm } from './confirm';
import { registerCopy } from './copy';
import { registerDiff } from './diff';
import { registerDoctor } from './doctor';
import { registerDrift } from './drift';
import { registerEdit } from './edit';
import { registerExplain } from './explain';
import { addGlobalOptions } from './global-options';
import { registerHook } from './hook';
import { registerImport } from './import';
import { registerInit } from './init';
import type { Io } from './io';
import { registerPlan } from './plan';
import { registerRekey } from './rekey';
import { registerRemove } from './remove';
import { registerRename } from './rename';
import { registerReport } from './report';
import { registerRollback } from './rollback';
import { registerRotate } from './rotate';
import { registerRun } from './run-command';
import { registerSchemas } from './schemas';
import type { Execute } from './session';
import { registerSet } from './set';
import { registerSync } from './sync';
import { registerSynth } from './synth';
import { registerTfPlan } from './tf-plan';

const examples = `
Examples:
  $ fanout check                 everything that is wrong with the files
  $ fanout plan dev              what every consumer gets in dev, and from where
  $ fanout diff                  what a branch changes, and for whom
  $ fanout explain API_BASE_URL  where a name goes, or where it comes from
  $ fanout access production     who can read and write what, and why
  $ fanout set dev DB_KEY        asks for a value, and writes it encrypted
  $ fanout rotate dev DB_KEY     replaces it, and says what it reaches
  $ fanout synth                 the Terraform of every stack, into cdktf.out
  $ fanout report                all of it as one page for a browser

Exit codes:
  0  fine
  1  what was checked is not in order
  2  wrong usage, a question that was answered with no, or a fault of fanout or
     of AWS
  3  changes, where --exit-code asks for them
  130  broken off, as with Ctrl-C`;

/** In the order in which the help shows them. */
const commands: readonly (readonly [heading: string, readonly (typeof registerCheck)[]])[] = [
  ['Files and plan:', [registerInit, registerCheck, registerPlan, registerExplain, registerAccess]],
  ['Review:', [registerDiff, registerTfPlan, registerReport, registerHook]],
  ['Values:', [registerSet, registerEdit, registerImport, registerRotate, registerCopy]],
  ['Names and keys:', [registerAdd, registerRename, registerRemove, registerRekey]],
  [
    'Deploy:',
    [registerSynth, registerConfirm, registerRollback, registerDrift, registerAdopt, registerDoctor],
  ],
  ['Read entries:', [registerSync, registerRun]],
  ['Help for editors and people:', [registerSchemas]],
];

/** The command line: names, options and help. What a command needs is loaded when it runs. */
export function createProgram(io: Io, version: string, execute: Execute): Command {
  const program = addGlobalOptions(new Command('fanout'))
    .description(
      'Fans one canonical map of secrets out to one AWS Secrets Manager entry per consumer and environment.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
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
  for (const [heading, registers] of commands) {
    program.commandsGroup(heading);
    for (const register of registers) register(program, execute);
  }
  return program.helpCommand('help [command]', 'show help for a command');
}
