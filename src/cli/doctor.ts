import { relative } from 'node:path';
import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout doctor             this machine, and every environment
  $ fanout doctor production

Each line is ok, or says what is wrong and the command that mends it. Nothing is
written, and no value is read; to see what the key allows, a text that means
nothing is encrypted with it, and decrypted.`;

export function registerDoctor(program: Command, execute: Execute): void {
  program
    .command('doctor')
    .summary('look at everything that a deploy stands on')
    .description(
      'Looks at tools, credentials, keys, state and entries, and at what an interrupted deploy has left behind. Exits with 1 where something is wrong.',
    )
    .argument('[environment]', 'look at this one only (default: all)')
    .addHelpText('after', examples)
    .action((environment: string | undefined, _: unknown, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { doctor, isWell } = require('../commands/doctor') as typeof import('../commands/doctor');
        const { edgesOf } = require('../commands/doctor/edges') as typeof import('../commands/doctor/edges');
        const views = require('../views/doctor') as typeof import('../views/doctor');
        const result = await doctor(context, environment, edgesOf(context));
        refuseMisuse(result.misuse);
        return {
          status: isWell(result) ? 'fine' : 'not-in-order',
          report:
            format === 'json'
              ? views.renderDoctorJson(result)
              : views.renderDoctorText(result, page, relative(io.cwd, context.workspace)),
        };
      }),
    );
}
