import type { Command } from 'commander';
import { UsageError } from './outcome';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout schemas
  $ fanout schemas --check      in a pipeline: 1 where they are not up to date

The first line of a file tells an editor which schema is its own:
  # yaml-language-server: $schema=./schemas/manifest.schema.json`;

interface Options {
  readonly check?: boolean;
  readonly dryRun?: boolean;
}

export function registerSchemas(program: Command, execute: Execute): void {
  program
    .command('schemas')
    .summary('write the JSON Schemas of the files, so that editors complete names')
    .description(
      'Writes the JSON Schemas of the files into schemas/, with the canonical names of the workspace in them, so that an editor completes and checks them.',
    )
    .option('--check', 'write nothing, and fail where they are not up to date')
    .option('--dry-run', 'write nothing, and say what would be written')
    .addHelpText('after', examples)
    .action(({ check = false, dryRun = false }: Options, command: Command) =>
      execute(command, ({ context, format, page }) => {
        if (check && dryRun) throw new UsageError('--check writes nothing already: leave --dry-run out.');
        const { schemas } = require('../commands/schemas') as typeof import('../commands/schemas');
        const views = require('../views/schemas') as typeof import('../views/schemas');
        const result = schemas(context, { check, dryRun });
        const isStale = check && result.stale.length > 0;
        return {
          status: isStale || result.diagnostics.length > 0 ? 'not-in-order' : 'fine',
          report: format === 'json' ? views.renderSchemasJson(result) : views.renderSchemasText(result, page),
        };
      }),
    );
}
