import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const { version } = require('../../package.json') as { version: string };

const examples = `
Examples:
  $ fanout check
  $ fanout check production            only what stands in its way
  $ fanout check --strict --format json
  $ fanout check --staged              what git would commit now, for a hook
  $ fanout check --format github       annotations in a pull request
  $ fanout check --format sarif > fanout.sarif

Formats: text, json, sarif, github.`;

interface Options {
  readonly staged?: boolean;
}

const onlyFiles =
  'fanout: there is no workspace in what is staged; only the names and texts of files were looked at\n';

export function registerCheck(program: Command, execute: Execute): void {
  program
    .command('check')
    .summary('report everything that is wrong with the files')
    .description(
      'Reads the workspace, plans it, and reports everything that is wrong, each with its place and a hint.',
    )
    .argument('[environments...]', 'check only these (default: all)')
    .option('--staged', 'check what is staged in git, and that no file with plain values is')
    .addHelpText('after', examples)
    .action((environments: string[], { staged = false }: Options, command: Command) =>
      execute(
        command,
        ({ context, format, strict, page }) => {
          const wanted = { environments, strict };
          const result = staged
            ? (require('../commands/check-staged') as typeof import('../commands/check-staged')).checkStaged(
                context,
                wanted,
              )
            : (require('../commands/check') as typeof import('../commands/check')).check(context, wanted);
          refuseMisuse(result.misuse);
          const report = (): string => {
            if (format === 'text' || format === 'json') {
              const views = require('../views/check') as typeof import('../views/check');
              return format === 'json' ? views.renderCheckJson(result) : views.renderCheckText(result, page);
            }
            const { repositoryPrefix } =
              require('../workspace/repository-prefix') as typeof import('../workspace/repository-prefix');
            const prefix = repositoryPrefix(context.workspace);
            if (format === 'sarif') {
              const { renderSarif } = require('../views/sarif') as typeof import('../views/sarif');
              return renderSarif(result, { prefix, version });
            }
            const { renderGithub } = require('../views/github') as typeof import('../views/github');
            return renderGithub(result, prefix);
          };
          return {
            status: result.summary.errors > 0 ? 'not-in-order' : 'fine',
            report: report(),
            ...('hasWorkspace' in result && !result.hasWorkspace ? { notes: onlyFiles } : {}),
          };
        },
        ['text', 'json', 'sarif', 'github'],
      ),
    );
}
