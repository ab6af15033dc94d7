import { type Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../diagnostics/nearest';
import { list } from '../diagnostics/quote';

export interface GlobalOptions {
  readonly workspace?: string;
  readonly format: Format;
  readonly strict?: boolean;
  readonly color: boolean;
}

const formats = ['text', 'json', 'markdown', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

/** What every command can print; more is up to the command. */
export const commonFormats = ['text', 'json'] as const;
export type CommonFormat = (typeof commonFormats)[number];

/** Options that every command takes, before its name or after it. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option('--workspace <dir>', 'folder with fanout.yaml (default: $FANOUT_WORKSPACE, else the current one)')
    .addOption(
      new Option(
        '--format <format>',
        'of the report: text or json; where a command has others, its help says so',
      )
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
  throw new InvalidArgumentError(`${allowed(choices)}${near === undefined ? '' : ` Did you mean ${near}?`}`);
}

/** What could have been said, in one sentence. */
export const allowed = (choices: readonly string[]): string =>
  `Allowed ${choices.length === 1 ? 'is' : 'are'} ${list(choices)}.`;

export function parseCount(written: string): number {
  if (/^[1-9]\d{0,5}$/.test(written)) return Number(written);
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}
