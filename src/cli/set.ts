import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout set dev VENDOR_A_API_KEY              asks for it, without showing it
  $ pass show vendor-a | fanout set dev VENDOR_A_API_KEY
  $ fanout set dev CLOUD_SERVICE_ACCOUNT_JSON --from-file account.json
  $ fanout set production API_BASE_URL --dry-run

A value is never an argument: every process of the machine can see arguments.
One line end behind it is dropped, as a shell adds it. A secret is encrypted
for its own name and environment, and cannot be decrypted as anything else.`;

interface Options {
  readonly fromFile?: string;
  readonly dryRun?: boolean;
  readonly keepWhitespace?: boolean;
  readonly yes?: boolean;
}

export function registerSet(program: Command, execute: Execute): void {
  program
    .command('set')
    .summary('write one value into an environment, encrypted where it is a secret')
    .description(
      'Writes one value into the file of an environment: a secret encrypted by AWS KMS, configuration in plain. The rest of the file stays as it is.',
    )
    .argument('<environment>', 'where the value belongs')
    .argument('<name>', 'its canonical name')
    .option('--from-file <file>', 'take the value from a file')
    .option('--keep-whitespace', 'take the value as it is, with white space and line ends around it')
    .option('--dry-run', 'check everything, ask nothing of AWS and write nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((environment: string, name: string, options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { set } = require('../commands/set') as typeof import('../commands/set');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { confirmer, valueReader } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/set') as typeof import('../views/set');
        const { dryRun = false, keepWhitespace = false, yes = false } = options;
        const fromFile = options.fromFile === undefined ? undefined : resolve(io.cwd, options.fromFile);
        const result = await set(
          context,
          { environment, name, dryRun, keepWhitespace, yes },
          {
            readValue: valueReader(io, { fromFile, question: `${name} in ${environment}` }),
            confirm: confirmer(io),
            aws: connectAws(),
          },
        );
        refuseMisuse(result.misuse);
        const report = format === 'json' ? views.renderSetJson(result) : views.renderSetText(result, page);
        if (result.status === 'declined') return { status: 'declined', report };
        return { status: result.status === 'refused' ? 'not-in-order' : 'fine', report };
      }),
    );
}
