import type { Command } from 'commander';
import { dryRunOption, outcomeOf, yesOption } from './names';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout remove LEGACY_TOKEN --dry-run
  $ fanout remove LEGACY_TOKEN     first: out of the buckets; its values stay
  $ fanout remove LEGACY_TOKEN     later, when that is deployed: out of the files

While a bucket takes the name, it is taken out of mappings and layers alone: the
way back is a revert. Once no bucket takes it any more, here and on the default
branch, it leaves the canonical map and every environment.`;

interface Options {
  readonly deployed?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerRemove(program: Command, execute: Execute): void {
  program
    .command('remove')
    .summary('remove a canonical name, out of the buckets first')
    .description(
      'Removes a canonical name in two steps, so that no deployed bucket loses what it still needs.',
    )
    .argument('<name>', 'the canonical name')
    .option('--deployed', 'no deployed bucket has it any more, whatever the default branch says')
    .addOption(dryRunOption())
    .addOption(yesOption())
    .addHelpText('after', examples)
    .action((name: string, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { remove } = require('../commands/names/remove') as typeof import('../commands/names/remove');
        const { baseTakes } =
          require('../commands/names/base-takes') as typeof import('../commands/names/base-takes');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { deployed = false, dryRun = false, yes = false } = options;
        const result = await remove(
          session.context,
          { name, deployed, dryRun, yes },
          { confirm: confirmer(session.io), baseTakes: baseTakes(session.context) },
        );
        return outcomeOf(result, session);
      }),
    );
}
