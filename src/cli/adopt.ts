import type { Command } from 'commander';
import { endingOf } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout adopt dev --dry-run      which entries exist already, and how they differ
  $ fanout adopt dev api            take in the entry of one bucket

An entry that is adopted is imported by the next deploy, and nothing is written
to it: fanout tf-plan dev shows imports alone. When its values stand in the
environment's file (fanout import dev --from-secret NAME), remove it from
"adopt" there: the deploy after that writes to it, and what stood in it becomes
AWSPREVIOUS. Keys are compared by name; no value is shown.`;

interface Options {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerAdopt(program: Command, execute: Execute): void {
  program
    .command('adopt')
    .summary('take in entries that exist already, without writing to them')
    .description(
      'Finds entries that exist already under the names of an environment, compares their keys, tags and key with the plan, and has the environment adopt them: Terraform imports them instead of making them anew.',
    )
    .argument('<environment>', 'where the entries belong')
    .argument('[bucket]', 'this one only (default: all of the environment)')
    .option('--dry-run', 'compare, and write nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((environment: string, bucket: string | undefined, options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { adopt } = require('../commands/adopt') as typeof import('../commands/adopt');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/adopt') as typeof import('../views/adopt');
        const { dryRun = false, yes = false } = options;
        const result = await adopt(
          context,
          { environment, bucket, dryRun, yes },
          { confirm: confirmer(io), aws: connectAws() },
        );
        refuseMisuse(result.misuse);
        const report =
          format === 'json' ? views.renderAdoptJson(result) : views.renderAdoptText(result, page);
        return { status: endingOf(result.status), report };
      }),
    );
}
