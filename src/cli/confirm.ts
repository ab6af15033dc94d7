import type { Command } from 'commander';
import { lastOutputs } from './last-outputs';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout confirm production
  $ fanout confirm production api
  $ fanout confirm dev --outputs outputs.json

Run it after a deploy, from the same files. What Terraform wrote is read from
the state, by terraform, or from a file that "terraform output -json" printed.
Where the caller may not read values, the keys of the entries are not compared,
and that is said. Exits with 1 where something has not arrived.`;

interface Options {
  readonly outputs?: string;
}

export function registerConfirm(program: Command, execute: Execute): void {
  program
    .command('confirm')
    .summary('check after a deploy that the new values have arrived')
    .description(
      'Checks that what is read is what Terraform wrote from these files: AWSCURRENT is its version, AWSPREVIOUS the way back, and the keys are the planned ones. Says what to run to go back.',
    )
    .argument('<environment>', 'what was deployed')
    .argument('[bucket]', 'check only this one (default: all)')
    .option('--outputs <file>', 'take the outputs of the deploy from a file')
    .addHelpText('after', examples)
    .action((environment: string, bucket: string | undefined, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { confirm, isConfirmed } =
          require('../commands/confirm') as typeof import('../commands/confirm');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const views = require('../views/confirm') as typeof import('../views/confirm');
        const result = await confirm(
          session.context,
          { environment, ...(bucket === undefined ? {} : { bucket }) },
          {
            aws: connectAws({ patience: 60_000, attempts: 8 }),
            outputs: lastOutputs(session, options.outputs),
          },
        );
        refuseMisuse(result.misuse);
        const report =
          session.format === 'json'
            ? views.renderConfirmJson(result)
            : views.renderConfirmText(result, session.page);
        return { status: isConfirmed(result) ? 'fine' : 'not-in-order', report };
      }),
    );
}
