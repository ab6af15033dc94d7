import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout report
  $ fanout report production --out build/production.html
  $ fanout report --out - | ssh docs 'cat > secrets.html'

The page is one file that asks nothing of a network. It holds names, metadata
and configuration as fanout plan shows it, and no value of a secret.`;

interface Options {
  readonly out: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export function registerReport(program: Command, execute: Execute): void {
  program
    .command('report')
    .summary('write a page that shows the fan-out, access, rotation and parity')
    .description(
      'Writes one HTML file: the fan-out as a picture, who may do what with which entry, how old values are, what environments lack, and what is wrong.',
    )
    .argument('[environments...]', 'show only these (default: all)')
    .option('--out <file>', 'where to write it; - for standard output', 'fanout-report.html')
    .option('--force', 'write over a file that is no report')
    .option('--dry-run', 'make it, and write nothing')
    .addHelpText('after', examples)
    .action((environments: string[], { out, dryRun = false, force = false }: Options, command: Command) =>
      execute(command, ({ io, context, format, strict, page }) => {
        const isPrinted = out === '-';
        if (isPrinted && format === 'json')
          throw new UsageError('--out - prints the page, and takes no --format json');
        if (isPrinted && dryRun)
          throw new UsageError(
            '--dry-run is about a file, and standard output is none: leave one of the two out',
          );
        const { report } = require('../commands/report') as typeof import('../commands/report');
        const { renderReportPage } = require('../views/report-page') as typeof import('../views/report-page');
        const views = require('../views/report') as typeof import('../views/report');
        const { readReportPage } = require('./report-page') as typeof import('./report-page');
        const file = isPrinted ? null : resolve(io.cwd, out);
        const empty = readReportPage();
        const result = report(context, { environments, strict, file, force, dryRun }, (made) =>
          renderReportPage(made, empty),
        );
        refuseMisuse(result.misuse);
        const status = result.summary.errors > 0 ? 'not-in-order' : 'fine';
        if (format === 'json') return { status, report: views.renderReportJson(result, out) };
        const text = views.renderReportText(result, out, page);
        return result.status === 'printed'
          ? { status, report: result.page ?? '', notes: text }
          : { status, report: text };
      }),
    );
}
