import { type Command, Option } from 'commander';
import type { SyncOptions } from '../commands/sync/options';
import type { SyncResult } from '../commands/sync/result';
import { type DotenvReader, dotenvReaders } from '../values/formats/dotenv-readers';
import { type FormatName, formatNames } from '../values/formats/format';
import { parseChoice } from './global-options';
import type { Io } from './io';
import { logMask } from './log-mask';
import { endingOf, type Outcome, UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout sync dev api                     into .env
  $ fanout sync dev dashboard               into .env.local, as Next.js has it
  $ fanout sync dev --out "apps/{bucket}/.env"
  $ fanout sync dev api --dry-run           which names would change
  $ fanout sync dev api --check             1 where the file is stale
  $ fanout sync dev api --as json --out - | jq keys
  $ fanout sync dev dashboard --only-public --target preview

Values go between two marked lines; what else is in the file stays. It gets mode
0600, and is refused where git tracks it or would. Formats and their limits:
docs/sync.md.`;

interface Options {
  readonly as: FormatName;
  readonly reader: readonly DotenvReader[];
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly onlyPublic?: boolean;
  readonly target?: 'preview';
  readonly allowProtected?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
}

export function registerSync(program: Command, execute: Execute): void {
  program
    .command('sync')
    .summary('pull entries from Secrets Manager into local files')
    .description(
      'Reads the entry of a bucket, or of all buckets that you may read, and writes its values into a local file that git ignores.',
    )
    .argument('<environment>', 'where the values are read from')
    .argument('[bucket]', 'only this one (default: all that you may read)')
    .addOption(
      new Option('--as <format>', formatNames.join(', '))
        .default('dotenv')
        .argParser((written) => parseChoice(written, formatNames)),
    )
    .option('--out <file>', 'another file, with {bucket} in it for several; - prints')
    .addOption(
      new Option('--reader <who>', 'of a .env file: node, python, or expand (Next.js, Vite); may be repeated')
        .default([], 'by the bucket')
        .argParser((written, before: readonly DotenvReader[]) => [
          ...before,
          parseChoice(written, dotenvReaders),
        ]),
    )
    .option('--dry-run', 'say which names would change, and write nothing')
    .option('--check', 'only say whether the file is up to date')
    .option('--only-public', 'only what may reach a browser')
    .addOption(
      new Option('--target <target>', 'preview: without what a preview sets for itself').argParser(
        (written) => parseChoice(written, ['preview'] as const),
      ),
    )
    .option('--allow-protected', 'also from a protected environment')
    .option('--force', 'replace a JSON file that sync did not write')
    .option('--yes', 'do not ask before values of a protected one are written')
    .addHelpText('after', examples)
    .action((environment: string, bucket: string | undefined, options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { sync } = require('../commands/sync') as typeof import('../commands/sync');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/sync') as typeof import('../views/sync');
        const edges = { aws: connectAws(), confirm: confirmer(io), keepOutOfLog: logMask(io) };
        const result = await sync(context, optionsOf(environment, bucket, options, io), edges);
        refuseMisuse(result.misuse);
        const report = format === 'json' ? views.renderSyncJson(result) : views.renderSyncText(result, page);
        return outcomeOf(result, report);
      }),
    );
}

function optionsOf(environment: string, bucket: string | undefined, options: Options, io: Io): SyncOptions {
  const { dryRun = false, check = false } = options;
  if (options.reader.length > 0 && options.as !== 'dotenv')
    throw new UsageError(`--reader is about a .env file: leave it out with --as ${options.as}.`);
  if (dryRun && check) throw new UsageError('--check writes nothing already: leave --dry-run out.');
  return {
    ...{ environment, bucket, format: options.as, readers: options.reader, out: options.out, folder: io.cwd },
    mode: check ? 'check' : dryRun ? 'dry-run' : 'write',
    onlyPublic: options.onlyPublic ?? false,
    target: options.target,
    allowProtected: options.allowProtected ?? false,
    force: options.force ?? false,
    yes: options.yes ?? false,
  };
}

/** Where the values go to standard output, the report goes beside it. */
function outcomeOf({ status, mode, buckets, output }: SyncResult, report: string): Outcome {
  const isStale = mode === 'check' && buckets.some((bucket) => bucket.status === 'stale');
  const ended = isStale ? 'not-in-order' : endingOf(status);
  return output === null
    ? { status: ended, report }
    : { status: ended, report: output.reveal(), notes: report };
}
