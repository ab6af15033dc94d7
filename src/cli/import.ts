import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ImportSource } from '../commands/import';
import type { Kind } from '../commands/import/guess-kind';
import { sourceFormats } from '../values/sources/source';
import { parseChoice } from './global-options';
import { endingOf, UsageError } from './outcome';
import type { Execute, Session } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout import dev .env --dry-run          what would become of each name
  $ fanout import dev .env
  $ fanout import dev .env --add-names        names that are new as well
  $ fanout import dev all.json --path sandbox.databricks --prefix DATABRICKS__
  $ fanout import production secrets.tfvars   its map environment_secrets
  $ fanout import dev worker.env --mapping worker   what the worker calls them
  $ fanout import dev --from-secret legacy/app --region us-east-1
  $ sops -d dev.json | fanout import dev - --as json

A name that has a value keeps it unless --replace says otherwise. All values are
checked before one is encrypted. They are written some at a time: what is cut
off goes on when the same command is run again. Of a name that --add-names adds,
secret or configuration is guessed: in doubt it is a secret. Keys are taken in
capitals, with _ for a hyphen or a dot. Nothing of a value is ever shown.`;

/** Many values at once are throttled sooner or later: that is waited out. */
const bulkConnection = { patience: 60_000, attempts: 8 };

interface Options {
  readonly as?: (typeof sourceFormats)[number];
  readonly path?: string;
  readonly fromSecret?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly mapping?: string;
  readonly prefix?: string;
  readonly addNames?: boolean;
  readonly skipUnknown?: boolean;
  readonly kind: ReadonlyMap<string, Kind>;
  readonly replace?: boolean;
  readonly keepWhitespace?: boolean;
  readonly allowDummy?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerImport(program: Command, execute: Execute): void {
  program
    .command('import')
    .summary('take in values from a .env, JSON or tfvars file, or from an entry')
    .description(
      'Takes values into an environment that have been kept in a file or in a Secrets Manager entry: secrets are encrypted, what is there already stays.',
    )
    .argument('<environment>', 'where the values belong')
    .argument('[file]', 'what to take them from; - for standard input')
    .addOption(
      new Option(
        '--as <format>',
        'what the file is: dotenv, json or tfvars (default: what its name says)',
      ).argParser((written) => parseChoice(written, sourceFormats)),
    )
    .option('--path <keys>', 'where in it the values stand, such as sandbox.databricks')
    .option('--from-secret <id>', 'take them from this Secrets Manager entry: its name or its ARN')
    .option(
      '--region <region>',
      'where that entry is (default: what its ARN says, or where the environment is)',
    )
    .option('--profile <profile>', 'credentials for reading that entry (default: those of the environment)')
    .option('--mapping <name>', 'keys are what this mapping calls the names')
    .option('--prefix <text>', 'what to put before every key that is not in the mapping')
    .option('--add-names', 'add the names that the canonical map lacks')
    .addOption(
      new Option('--skip-unknown', 'leave out the names that the canonical map lacks').conflicts('addNames'),
    )
    .addOption(
      new Option('--kind <name=kind>', 'secret or config, for a name that is added; may be repeated')
        .default(new Map<string, Kind>(), 'guessed')
        .argParser(addKind),
    )
    .option('--replace', 'also where a name has a value')
    .option('--keep-whitespace', 'take values as they are, with white space and line ends around them')
    .option('--allow-dummy', 'take values that look like placeholders')
    .option('--dry-run', 'say what would become of each name; encrypt and write nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((environment: string, file: string | undefined, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { importValues } = require('../commands/import') as typeof import('../commands/import');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { progressOn } = require('./progress') as typeof import('./progress');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/import') as typeof import('../views/import');
        const { mapping, kind: kinds, prefix = '' } = options;
        const { io, context, format, page } = session;
        const given = sourceOf(session, file, options);
        const result = await importValues(
          context,
          {
            environment,
            format: given.format,
            path: options.path === undefined ? null : options.path.split('.'),
            ...(mapping === undefined ? {} : { mapping }),
            prefix,
            kinds,
            addNames: options.addNames === true,
            skipUnknown: options.skipUnknown === true,
            replace: options.replace === true,
            keepWhitespace: options.keepWhitespace === true,
            allowDummy: options.allowDummy === true,
            dryRun: options.dryRun === true,
            yes: options.yes === true,
          },
          {
            source: given.source,
            confirm: confirmer(io),
            progress: progressOn(io.stderr, 'Encrypting'),
            aws: connectAws(bulkConnection),
          },
        );
        refuseMisuse(result.misuse);
        const report =
          format === 'json' ? views.renderImportJson(result) : views.renderImportText(result, page);
        return { status: endingOf(result.status), report };
      }),
    );
}

function sourceOf(
  { io }: Session,
  file: string | undefined,
  { as, fromSecret, region, profile }: Options,
): { readonly source: ImportSource; readonly format: (typeof sourceFormats)[number] } {
  const { entrySource, fileSource, formatOfFile } =
    require('./import-source') as typeof import('./import-source');
  const { connectAws } = require('../values/aws') as typeof import('../values/aws');
  if ((file === undefined) === (fromSecret === undefined))
    throw new UsageError(
      'Name either a file or an entry with --from-secret: the values come from one place.',
    );
  if (fromSecret !== undefined) {
    if (as !== undefined) throw new UsageError('An entry is JSON: --as is for a file.');
    const aws = connectAws(profile === undefined ? {} : { profile });
    return { source: entrySource(aws, fromSecret, region), format: 'json' };
  }
  if (region !== undefined || profile !== undefined)
    throw new UsageError('--region and --profile are for an entry: name it with --from-secret.');
  return { source: fileSource(io, file ?? ''), format: as ?? formatOfFile(file ?? '') };
}

function addKind(written: string, before: ReadonlyMap<string, Kind>): ReadonlyMap<string, Kind> {
  const [, name, kind] = /^([A-Z][A-Z0-9_]*)=(secret|config)$/.exec(written) ?? [];
  if (name === undefined || kind === undefined)
    throw new InvalidArgumentError('NAME=secret or NAME=config is needed.');
  return new Map(before).set(name, kind as Kind);
}
