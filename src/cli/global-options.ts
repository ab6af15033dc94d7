import { type Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../diagnostics/nearest';

export interface GlobalOptions {
  readonly workspace?: string;
  readonly format: 'text' | 'json';
  readonly strict?: boolean;
  readonly color: boolean;
}

const formats = ['text', 'json'] as const;

/** Options that every command takes, before its name or after it. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option('--workspace <dir>', 'folder with fanout.yaml (default: $FANOUT_WORKSPACE, else the current one)')
    .addOption(
      new Option('--format <format>', 'of the report: text or json')
        .default('text')
        .argParser((written) => parseChoice(written, formats)),
    )
    .option('--strict', 'treat warnings as errors')
    .option('--no-color', 'no colours, even on a terminal');
}

export function parseChoice<T extends string>(written: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === written);
  if (choice !== undefined) return choice;
  const near = nearest(written, choices);
  throw new InvalidArgumentError(
    `Allowed are ${choices.join(' and ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}
