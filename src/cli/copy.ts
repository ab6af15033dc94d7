import type { Command } from 'commander';
import { awsByEnvironment, dryRunOption, outcomeOf, profileOption, yesOption } from './names';
import { UsageError } from './outcome';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout copy dev staging DB_KEY API_BASE_URL
  $ fanout copy dev staging --all          what staging has no value of yet
  $ fanout copy dev staging DB_KEY --replace

KMS encrypts each value anew for its new place; none of them leaves KMS. That
works within one account and region. Values never flow from a protected
environment to one that is not. The file of the new environment must be there.`;

interface Options {
  readonly all?: boolean;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly profile: ReadonlyMap<string, string>;
}

export function registerCopy(program: Command, execute: Execute): void {
  program
    .command('copy')
    .summary('bring values of one environment into another one')
    .description(
      'Copies values from one environment to another: secrets encrypted anew inside of KMS, configuration and references as they are written.',
    )
    .argument('<from>', 'the environment that has the values')
    .argument('<to>', 'the environment that is to have them')
    .argument('[names...]', 'canonical names')
    .option('--all', 'every name that has a value there and none here')
    .option('--replace', 'also where there is a value already')
    .addOption(profileOption())
    .addOption(dryRunOption())
    .addOption(yesOption())
    .addHelpText('after', examples)
    .action((from: string, to: string, names: string[], options: Options, command: Command) =>
      execute(command, async (session) => {
        const { copy } = require('../commands/names/copy') as typeof import('../commands/names/copy');
        const { progressOn } = require('./progress') as typeof import('./progress');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { all = false, replace = false, dryRun = false, yes = false, profile } = options;
        if (all === names.length > 0)
          throw new UsageError('Name what to copy, or say --all for everything that has a value.');
        const result = await copy(
          session.context,
          { from, to, names, replace, dryRun, yes, profiles: [...profile.keys()] },
          {
            confirm: confirmer(session.io),
            aws: awsByEnvironment(profile),
            progress: progressOn(session.io.stderr, 'Encrypting anew'),
          },
        );
        return outcomeOf(result, session);
      }),
    );
}
