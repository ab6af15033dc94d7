import type { Command } from 'commander';
import { endingOf } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout set dev VENDOR_A_API_KEY              asks for it, without showing it
  $ pass show vendor-a | fanout set dev VENDOR_A_API_KEY
  $ fanout set dev CLOUD_SERVICE_ACCOUNT_JSON --from-file account.json
  $ fanout set production API_BASE_URL --dry-run
  $ fanout set dev DB_USER DB_PASSWORD           asks for one after the other
  $ jq '{DB_USER, DB_PASSWORD}' db.json | fanout set dev DB_USER DB_PASSWORD

A value is never an argument: every process of the machine can see arguments.
One line end behind it is dropped, as a shell adds it. Several values come
through standard input as a JSON object of exactly the names, each a string;
all of them are written, or none. A secret is encrypted for its own name and
environment, and cannot be decrypted as anything else. Placeholders such as
changeme, xxx and <your-key> are refused.`;

/** Many values at once are throttled sooner or later: that is waited out. */
const bulkConnection = { patience: 60_000, attempts: 8 };

interface Options {
  readonly fromFile?: string;
  readonly dryRun?: boolean;
  readonly keepWhitespace?: boolean;
  readonly allowDummy?: boolean;
  readonly yes?: boolean;
}

export function registerSet(program: Command, execute: Execute): void {
  program
    .command('set')
    .summary('write values into an environment, encrypted where they are secrets')
    .description(
      'Writes values into the file of an environment: secrets encrypted by AWS KMS, configuration in plain. The rest of the file stays as it is.',
    )
    .argument('<environment>', 'where the values belong')
    .argument('<names...>', 'their canonical names')
    .option('--from-file <file>', 'take the value from a file; for one name')
    .option('--keep-whitespace', 'take the value as it is, with white space and line ends around it')
    .option('--allow-dummy', 'take a value that looks like a placeholder')
    .option('--dry-run', 'check everything, ask nothing of AWS and write nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((environment: string, names: string[], options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { set } = require('../commands/set') as typeof import('../commands/set');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { valuesReader } = require('./read-values') as typeof import('./read-values');
        const views = require('../views/set') as typeof import('../views/set');
        const { dryRun = false, keepWhitespace = false, allowDummy = false, yes = false } = options;
        const readValues = valuesReader(io, { environment, names, fromFile: options.fromFile });
        const result = await set(
          context,
          { environment, names, dryRun, keepWhitespace, allowDummy, yes },
          {
            readValues,
            confirm: confirmer(io, options.fromFile === undefined),
            aws: connectAws(names.length > 1 ? bulkConnection : {}),
          },
        );
        refuseMisuse(result.misuse);
        const report = format === 'json' ? views.renderSetJson(result) : views.renderSetText(result, page);
        return { status: endingOf(result.status), report };
      }),
    );
}
