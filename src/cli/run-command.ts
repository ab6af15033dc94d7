import { type Command, Option } from 'commander';
import type { KeyDifferences } from '../plan/key-differences';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout run dev api -- node server.js
  $ fanout run dev api --only "DB_*" --except DB_ADMIN -- psql
  $ fanout run dev worker-a --override -- docker compose up
  $ fanout run dev api --mask -- npm test > test.log

The program gets your environment and the values of the entry; nothing is
written to a disk. It ends as the program ends, with 128 and the number of a
signal where one ended it, and with 127 or 126 where it cannot be started.

With --mask the output of the program is a pipe, even on a terminal: it may
print without colours, and later. Hidden are values of 4 bytes and more, as they
are and in JSON, URLs and base64.`;

interface Options {
  readonly only: readonly string[];
  readonly except: readonly string[];
  readonly override?: boolean;
  readonly mask?: boolean;
  readonly allowProtected?: boolean;
}

const collect = (glob: string, before: readonly string[]): readonly string[] => [...before, glob];

export function registerRun(program: Command, execute: Execute): void {
  program
    .command('run')
    .summary('run a program with an entry in its environment')
    .description(
      'Reads the entry of a bucket and runs a program with its values in the environment. Put -- before the program.',
    )
    .argument('<environment>', 'where the values are read from')
    .argument('<bucket>', 'whose entry it is')
    .argument('<command...>', 'the program and its arguments')
    .addOption(
      new Option('--only <glob>', 'only these names; may be repeated').default([], 'all').argParser(collect),
    )
    .addOption(
      new Option('--except <glob>', 'without these names; may be repeated')
        .default([], 'none')
        .argParser(collect),
    )
    .option('--override', 'the entry wins over what your environment has')
    .option('--mask', 'hide values in what the program prints')
    .option('--allow-protected', 'also from a protected environment')
    .addHelpText('after', examples)
    .action((environment: string, bucket: string, words: string[], options: Options, command: Command) =>
      execute(
        command,
        async ({ io, context, page }) => {
          const { run } = require('../commands/run') as typeof import('../commands/run');
          const { connectAws } = require('../values/aws') as typeof import('../values/aws');
          const { startProgram } = require('./start-program') as typeof import('./start-program');
          const { override = false, mask = false, allowProtected = false, only, except } = options;
          const result = await run(
            context,
            { environment, bucket, command: words, only, except, override, mask, allowProtected },
            {
              aws: connectAws(),
              note: (differences) => io.stderr.write(noteOf(differences)),
              start: (started) => startProgram(started, io),
            },
          );
          refuseMisuse(result.misuse);
          if (result.exitCode !== null) return { status: 'fine', exitCode: result.exitCode, report: '' };
          const { renderDiagnostics } =
            require('../views/diagnostics-text') as typeof import('../views/diagnostics-text');
          return {
            status: 'not-in-order',
            report: '',
            notes: renderDiagnostics(result.diagnostics, result.texts, page),
          };
        },
        ['text'],
      ),
    );
}

function noteOf({ missing, unplanned }: KeyDifferences): string {
  const lines = [
    ...(missing.length === 0 ? [] : [`the entry lacks ${missing.join(', ')}: deploy to have them`]),
    ...(unplanned.length === 0 ? [] : [`the plan does not know ${unplanned.join(', ')} of the entry`]),
  ];
  return lines.map((line) => `fanout: ${line}\n`).join('');
}
