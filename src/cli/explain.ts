import type { Command } from 'commander';
import { UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout explain API_BASE_URL               a canonical name: where it goes
  $ fanout explain NEXT_PUBLIC_API_BASE_URL   a target: where it comes from
  $ fanout explain API_BASE_URL dev --format json`;

export function registerExplain(program: Command, execute: Execute): void {
  program
    .command('explain')
    .summary('tell what a name is, where it comes from and where it goes')
    .description(
      'Tells what a canonical name is, whether it has a value in each environment, and where it goes; and of a target where it comes from.',
    )
    .argument('<name>', 'a canonical name or a target')
    .argument('[environments...]', 'look only into these (default: all)')
    .addHelpText('after', examples)
    .action((name: string, environments: string[], _options: object, command: Command) =>
      execute(command, ({ context, format, strict, page }) => {
        const { explain } = require('../commands/explain') as typeof import('../commands/explain');
        const { hasErrors } = require('../commands/load-plan') as typeof import('../commands/load-plan');
        const views = require('../views/explain') as typeof import('../views/explain');
        const result = explain(context, name, { environments, strict });
        refuseMisuse(result.misuse);
        if (result.workspace !== null && result.explanation === null) {
          throw new UsageError(views.describeUnknownName(name, result.nearest));
        }
        return {
          status: hasErrors(result.diagnostics) ? 'not-in-order' : 'fine',
          report: format === 'json' ? views.renderExplainJson(result) : views.renderExplainText(result, page),
        };
      }),
    );
}
