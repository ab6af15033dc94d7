import { type Command, Option } from 'commander';
import type { YamlData } from '../values/map-edit';
import { parseChoice, parseCount } from './global-options';
import { dryRunOption, outcomeOf, yesOption } from './names';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout add VENDOR_B_API_KEY --description "key of vendor B" --owner data --rotate-every 90d
  $ fanout add API_BASE_URL --kind config --value-format url
  $ fanout add DEBUG_TOKEN --environments dev staging
  $ fanout add ANALYTICS_ID --public --dry-run

It gets its line in the canonical map and in the file of every environment that
extends no other one, without a value yet: fanout set gives it one. Where a file
is sorted the line goes where it belongs, else to the end.`;

interface Options {
  readonly description?: string;
  readonly owner?: string;
  readonly kind?: 'secret' | 'config';
  readonly public?: boolean;
  readonly valueFormat?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly rotateEvery?: string;
  readonly expires?: string;
  readonly final?: boolean;
  readonly unused?: string;
  readonly environments?: string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerAdd(program: Command, execute: Execute): void {
  program
    .command('add')
    .summary('add a canonical name to the map and to every environment')
    .description(
      'Adds a canonical name to the canonical map, and a place for its value to every environment: all of it or nothing.',
    )
    .argument('<name>', 'the canonical name')
    .option('--description <text>', 'what the value is for')
    .option('--owner <team>', 'who answers for it')
    .addOption(
      new Option('--kind <kind>', 'secret, or config for what may be shown').argParser((written) =>
        parseChoice(written, ['secret', 'config'] as const),
      ),
    )
    .option('--public', 'everybody may read it: it may reach a browser')
    .addOption(
      new Option('--value-format <format>', 'url, json, pem or email').argParser((written) =>
        parseChoice(written, ['url', 'json', 'pem', 'email'] as const),
      ),
    )
    .addOption(new Option('--pattern <regex>', 'what a value must match').conflicts('valueFormat'))
    .addOption(new Option('--min-length <count>', 'the fewest characters of a value').argParser(parseCount))
    .option('--rotate-every <time>', '90d, 1y or manual')
    .option('--expires <day>', 'the day on which it stops working, such as 2027-01-31')
    .option('--final', 'no layer may override a target that comes from it')
    .option('--unused <reason>', 'why no bucket takes it')
    .option('--environments <names...>', 'where it exists (default: everywhere)')
    .addOption(dryRunOption())
    .addOption(yesOption())
    .addHelpText('after', examples)
    .action((name: string, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { add } = require('../commands/names/add') as typeof import('../commands/names/add');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { dryRun = false, yes = false } = options;
        const environments = (options.environments ?? []).flatMap((each) => each.split(','));
        const result = await add(
          session.context,
          { name, entry: entryOf(options), environments, dryRun, yes },
          { confirm: confirmer(session.io) },
        );
        return outcomeOf(result, session);
      }),
    );
}

/** As the canonical map names and orders it; what is the default is not written. */
function entryOf(options: Options): Record<string, YamlData> {
  const { kind, description, owner, valueFormat, pattern, minLength, rotateEvery, expires, unused } = options;
  const fields: Record<string, YamlData | undefined> = {
    description,
    owner,
    kind: kind === 'config' ? kind : undefined,
    public: options.public,
    format: pattern === undefined ? valueFormat : { pattern },
    minLength,
    rotateEvery,
    expires,
    final: options.final,
    unused,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, YamlData] => field[1] !== undefined),
  );
}
