import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout synth
  $ fanout synth production      this stack, whatever state the others are in
  $ fanout synth foundation      the stack of the keys
  $ fanout synth --out build/terraform

Nothing is written where anything is wrong: fanout check says what.`;

export function registerSynth(program: Command, execute: Execute): void {
  program
    .command('synth')
    .summary('write the Terraform of every stack')
    .description(
      'Writes the Terraform JSON of every environment and of the foundation. It holds ciphertext and references, and no value of a secret.',
    )
    .argument('[stacks...]', 'environments, or foundation (default: all)')
    .option('--out <dir>', 'folder to write to (default: cdktf.out in the workspace)')
    .addHelpText('after', examples)
    .action((environments: string[], options: { readonly out?: string }, command: Command) =>
      execute(command, ({ io, context, format, strict, page }) => {
        const { synth } = require('../commands/synth') as typeof import('../commands/synth');
        const views = require('../views/synth') as typeof import('../views/synth');
        const out = options.out === undefined ? {} : { out: resolve(io.cwd, options.out) };
        const result = synth(context, { environments, strict, ...out });
        refuseMisuse(result.misuse);
        return {
          status: result.stacks.length === 0 ? 'not-in-order' : 'fine',
          report: format === 'json' ? views.renderSynthJson(result) : views.renderSynthText(result, page),
        };
      }),
    );
}
