import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout check
  $ fanout check production           only what stands in its way
  $ fanout check --strict --format json`;

export function registerCheck(program: Command, execute: Execute): void {
  program
    .command('check')
    .summary('report everything that is wrong with the files')
    .description(
      'Reads the workspace, plans it, and reports everything that is wrong, each with its place and a hint.',
    )
    .argument('[environments...]', 'check only these (default: all)')
    .addHelpText('after', examples)
    .action((environments: string[], _options: object, command: Command) =>
      execute(command, ({ context, format, strict, page }) => {
        const { check } = require('../commands/check') as typeof import('../commands/check');
        const { renderCheckJson, renderCheckText } =
          require('../views/check') as typeof import('../views/check');
        const result = check(context, { environments, strict });
        refuseMisuse(result.misuse);
        return {
          status: result.summary.errors > 0 ? 'not-in-order' : 'fine',
          report: format === 'json' ? renderCheckJson(result) : renderCheckText(result, page),
        };
      }),
    );
}
