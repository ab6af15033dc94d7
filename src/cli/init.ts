import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { GlobalOptions } from './global-options';
import { endingOf, UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout init my-secrets
  $ fanout init . --project my-app

Nothing that is there already is overwritten.`;

interface Options {
  readonly project?: string;
  readonly dryRun?: boolean;
}

export function registerInit(program: Command, execute: Execute): void {
  program
    .command('init')
    .summary('write a new workspace that works')
    .description(
      'Writes a workspace of its own: manifest, canonical map, a mapping, an environment, and what a pull request checks them with.',
    )
    .argument('<dir>', 'folder for it; made where it is missing')
    .option('--project <name>', 'what the project is called (default: the name of the folder)')
    .option('--dry-run', 'write nothing, and say what would be written')
    .addHelpText('after', examples)
    .action((directory: string, { project, dryRun = false }: Options, command: Command) =>
      execute(command, ({ io, format, page }) => {
        if (command.optsWithGlobals<GlobalOptions>().workspace !== undefined)
          throw new UsageError('init writes into the folder that stands behind it: leave --workspace out.');
        const { init } = require('../commands/init') as typeof import('../commands/init');
        const views = require('../views/init') as typeof import('../views/init');
        const named = project === undefined ? {} : { project };
        const result = init({ directory: resolve(io.cwd, directory), dryRun, ...named });
        refuseMisuse(result.misuse);
        return {
          status: endingOf(result.status),
          report:
            format === 'json' ? views.renderInitJson(result) : views.renderInitText(result, directory, page),
        };
      }),
    );
}
