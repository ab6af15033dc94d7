import type { Command } from 'commander';
import { UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout tf-plan production
  $ fanout tf-plan production --base HEAD^1    on a commit that was merged
  $ fanout tf-plan dev --no-base               what a deploy does, and no more
  $ fanout tf-plan foundation                  the stack of the keys
  $ fanout tf-plan dev --format markdown       for a pull-request comment

Before 6.26 the AWS provider reads values while it refreshes: a role that may
not read them needs that version, or --no-refresh.

Exit codes: 1 where values are destroyed, or where Terraform does not do what
the change of the files foretells.

Formats: text, json, markdown.`;

interface Options {
  readonly base?: string | false;
  readonly refresh?: boolean;
  readonly exitCode?: boolean;
}

export function registerTfPlan(program: Command, execute: Execute): void {
  program
    .command('tf-plan')
    .summary('show what a deploy would do, and whether that is what the files foretell')
    .description(
      "Runs Terraform's own plan of a stack without a right to read any value, and says it in the words of fanout diff: what destroys values first, then what the change of the files does not foretell, since somebody deployed something else or changed AWS past Terraform. Writes the stack into cdktf.out, as fanout synth does; nothing is deployed.",
    )
    .argument('<stack>', 'an environment, or foundation')
    .option('--base <ref>', 'branch, tag or commit (default: the merge base with the default branch)')
    .option('--no-base', 'do not compare')
    .option('--refresh', 'ask AWS how things stand (default)')
    .option('--no-refresh', 'believe the state: changes outside of Terraform are not seen')
    .option('--exit-code', 'exit with 3 where anything changes, and all of it is as foretold')
    .addHelpText('after', examples)
    .action((stack: string, options: Options, command: Command) =>
      execute(
        command,
        async ({ io, context, format, strict, page }) => {
          const { tfPlan } = require('../commands/tf-plan') as typeof import('../commands/tf-plan');
          const { openStack } = require('../terraform') as typeof import('../terraform');
          const { base, refresh = true, exitCode = false } = options;
          const result = await tfPlan(
            context,
            { stack, strict, refresh, ...(base === undefined ? {} : { base: base === false ? null : base }) },
            {
              openStack,
              ...(io.stderr.isTTY === true
                ? { progress: (doing: string) => io.stderr.write(`${doing} …\n`) }
                : {}),
            },
          );
          if (result.usage.length > 0) throw new UsageError(result.usage.join('\n'));
          refuseMisuse(result.misuse);
          const report = {
            text: () => {
              const view = require('../views/tf-plan-text') as typeof import('../views/tf-plan-text');
              return view.renderTfPlanText(result, page);
            },
            json: () => {
              const view = require('../views/tf-plan-json') as typeof import('../views/tf-plan-json');
              return view.renderTfPlanJson(result);
            },
            markdown: () => {
              const view = require('../views/tf-plan-markdown') as typeof import('../views/tf-plan-markdown');
              return view.renderTfPlanMarkdown(result, stack);
            },
          }[format]();
          const { review } = result;
          const isCalm =
            review !== null &&
            review.deviations.length === 0 &&
            review.changes.every(({ destroysValues }) => !destroysValues);
          const calm = exitCode && (review?.changes.length ?? 0) > 0 ? 'changes' : 'fine';
          return { status: isCalm ? calm : 'not-in-order', report };
        },
        ['text', 'json', 'markdown'],
      ),
    );
}
