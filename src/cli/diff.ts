import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout diff
  $ fanout diff --base v1.4.0 production
  $ fanout diff --format markdown        for a pull-request comment
  $ fanout diff --exit-code              3 where anything changes

Formats: text, json, markdown.`;

interface Options {
  readonly base?: string;
  readonly exitCode?: boolean;
}

export function registerDiff(program: Command, execute: Execute): void {
  program
    .command('diff')
    .summary('show what a change means, without a right to read any value')
    .description(
      'Plans the files here and those of a commit, and shows what is different for consumers: who can read what first, then what disappears, then protected environments. No value of a secret is needed, and none is shown.',
    )
    .argument('[environments...]', 'compare only these (default: all)')
    .option('--base <ref>', 'branch, tag or commit (default: the merge base with the default branch)')
    .option('--exit-code', 'exit with 3 where anything changes')
    .addHelpText('after', examples)
    .action((environments: string[], options: Options, command: Command) =>
      execute(
        command,
        ({ context, format, strict, page }) => {
          const { diff } = require('../commands/diff') as typeof import('../commands/diff');
          const { hasErrors } = require('../commands/load-plan') as typeof import('../commands/load-plan');
          const base = options.base === undefined ? {} : { base: options.base };
          const result = diff(context, { environments, strict, ...base });
          refuseMisuse(result.misuse);
          const report = (): string => {
            if (format === 'json')
              return (require('../views/diff-json') as typeof import('../views/diff-json')).renderDiffJson(
                result,
              );
            if (format === 'markdown') {
              const view = require('../views/diff-markdown') as typeof import('../views/diff-markdown');
              return view.renderDiffMarkdown(result);
            }
            return (require('../views/diff-text') as typeof import('../views/diff-text')).renderDiffText(
              result,
              page,
            );
          };
          const hasChanges = (result.comparison?.diff.changes.length ?? 0) > 0;
          const calm = options.exitCode === true && hasChanges ? 'changes' : 'fine';
          return { status: hasErrors(result.diagnostics) ? 'not-in-order' : calm, report: report() };
        },
        ['text', 'json', 'markdown'],
      ),
    );
}
