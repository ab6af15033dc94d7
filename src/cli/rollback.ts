import type { Command } from 'commander';
import { endingOf } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout rollback production api --dry-run
  $ fanout rollback production api
  $ fanout rollback production api --yes     in a workflow

Nothing is written: a label moves from one version of the entry to another. A
second rollback moves it forward again. The environment file has to follow, by
git revert, or the next change of the bucket brings the other values again.`;

interface Options {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerRollback(program: Command, execute: Execute): void {
  program
    .command('rollback')
    .summary('give a bucket its previous values back, at once')
    .description(
      "Moves AWSCURRENT of a bucket's entry to the version that is AWSPREVIOUS, and says what has to follow: services that restart, and the files.",
    )
    .argument('<environment>', 'where it is')
    .argument('<bucket>', 'the bucket that gets its previous values back')
    .option('--dry-run', 'show what would move, and move nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((environment: string, bucket: string, options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { rollback } = require('../commands/rollback') as typeof import('../commands/rollback');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/rollback') as typeof import('../views/rollback');
        const { dryRun = false, yes = false } = options;
        const result = await rollback(
          context,
          { environment, bucket, dryRun, yes },
          {
            confirm: confirmer(io),
            show: (move) => io.stderr.write(views.renderMove(move, page)),
            aws: connectAws(),
          },
        );
        refuseMisuse(result.misuse);
        const report =
          format === 'json' ? views.renderRollbackJson(result) : views.renderRollbackText(result, page);
        return { status: endingOf(result.status), report };
      }),
    );
}
