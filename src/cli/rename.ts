import type { Command } from 'commander';
import { awsByEnvironment, dryRunOption, outcomeOf, profileOption, yesOption } from './names';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout rename DB_KEY DATABASE_KEY --dry-run    every line that would change
  $ fanout rename DB_KEY DATABASE_KEY
  $ fanout rename DB_KEY DATABASE_KEY --keep-targets
  $ fanout rename DB_KEY DATABASE_KEY --profile production=prod-admin

A secret is bound to its name, so KMS encrypts each of its values anew; none of
them leaves KMS, and no entry is written for it. Targets of mappings stay as
they are. A bucket that takes in the originals exposes the name itself, so that
its target changes: with --keep-targets it gives the old one as well, until all
that read it read the new one.`;

interface Options {
  readonly keepTargets?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly profile: ReadonlyMap<string, string>;
}

export function registerRename(program: Command, execute: Execute): void {
  program
    .command('rename')
    .summary('give a canonical name another name, in every file')
    .description(
      'Renames a canonical name in the canonical map, every environment, every mapping and the manifest: all of it or nothing.',
    )
    .argument('<old>', 'the canonical name as it is')
    .argument('<new>', 'the canonical name that it is to have')
    .option('--keep-targets', 'buckets that expose the name itself give it under the old one as well')
    .addOption(profileOption())
    .addOption(dryRunOption())
    .addOption(yesOption())
    .addHelpText('after', examples)
    .action((from: string, to: string, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { rename } = require('../commands/names/rename') as typeof import('../commands/names/rename');
        const { progressOn } = require('./progress') as typeof import('./progress');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { keepTargets = false, dryRun = false, yes = false, profile } = options;
        const result = await rename(
          session.context,
          { from, to, keepTargets, dryRun, yes, profiles: [...profile.keys()] },
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
