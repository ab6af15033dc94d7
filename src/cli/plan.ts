import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout plan
  $ fanout plan dev production
  $ fanout plan dev --format json | jq .environments.dev.buckets.api.entries`;

export function registerPlan(program: Command, execute: Execute): void {
  program
    .command('plan')
    .summary('show what every consumer gets, and where it comes from')
    .description(
      'Shows the fan-out: per environment and bucket every target, where it comes from, and the value where it is no secret. What is wrong follows.',
    )
    .argument('[environments...]', 'plan only these (default: all)')
    .addHelpText('after', examples)
    .action((environments: string[], _options: object, command: Command) =>
      execute(command, ({ context, format, strict, page }) => {
        const { plan } = require('../commands/plan') as typeof import('../commands/plan');
        const result = plan(context, { environments, strict });
        refuseMisuse(result.misuse);
        const report = () => {
          if (format === 'json') {
            const { renderPlanJson } = require('../views/plan-json') as typeof import('../views/plan-json');
            return renderPlanJson(result);
          }
          const { renderPlanText } = require('../views/plan-text') as typeof import('../views/plan-text');
          return renderPlanText(result, page);
        };
        return { status: result.summary.errors > 0 ? 'not-in-order' : 'fine', report: report() };
      }),
    );
}
