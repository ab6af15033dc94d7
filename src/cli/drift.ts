import type { Command } from 'commander';
import { lastOutputs } from './last-outputs';
import { UsageError } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout drift production
  $ fanout drift                        what lives in the credentials' account
  $ fanout drift dev --format markdown  for an issue
  $ fanout drift dev --outputs outputs.json

What the last deploy wrote is read from the state, by terraform, or from a file
that "terraform output -json" printed. Without it, a version of somebody else is
found only where its id shows it. No value is read.

Formats: text, json, markdown.`;

interface Options {
  /** False for `--no-outputs`. */
  readonly outputs?: string | false;
}

export function registerDrift(program: Command, execute: Execute): void {
  program
    .command('drift')
    .summary('compare what stands in AWS with the plan, and read no value')
    .description(
      'Compares the entries in AWS with the plan and with what the last deploy wrote: whether they are there, which version is read, and their policies, keys, tags, rotation and replicas. Exits with 1 where something has drifted. What is only not deployed yet is no drift.',
    )
    .argument('[environments...]', 'look at these only (default: all of the account of the credentials)')
    .option('--outputs <file>', 'take the outputs of the last deploy from a file, of one environment')
    .option('--no-outputs', 'do without the outputs of the last deploy')
    .addHelpText('after', examples)
    .action((environments: string[], options: Options, command: Command) =>
      execute(
        command,
        async ({ io, context, format, strict, page }) => {
          const file = options.outputs;
          if (typeof file === 'string' && environments.length !== 1)
            throw new UsageError('--outputs is of one environment: name that one, and no other');
          const { drift } = require('../commands/drift') as typeof import('../commands/drift');
          const { connectAws } = require('../values/aws') as typeof import('../values/aws');
          const result = await drift(
            context,
            { environments, strict },
            {
              aws: connectAws({ patience: 60_000, attempts: 8 }),
              outputs: file === false ? null : lastOutputs({ io, context }, file),
            },
          );
          refuseMisuse(result.misuse);
          const isInOrder = result.findings.length === 0 && result.diagnostics.length === 0;
          const report = {
            text: () =>
              (require('../views/drift-text') as typeof import('../views/drift-text')).renderDriftText(
                result,
                page,
              ),
            json: () =>
              (require('../views/drift-json') as typeof import('../views/drift-json')).renderDriftJson(
                result,
              ),
            markdown: () =>
              (
                require('../views/drift-markdown') as typeof import('../views/drift-markdown')
              ).renderDriftMarkdown(result),
          }[format]();
          return { status: isInOrder ? 'fine' : 'not-in-order', report };
        },
        ['text', 'json', 'markdown'],
      ),
    );
}
