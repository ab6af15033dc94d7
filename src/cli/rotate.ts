import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { type GeneratedFormat, generatedFormats } from '../values/generate/formats';
import { parseChoice, parseCount } from './global-options';
import { type Outcome, UsageError } from './outcome';
import type { RotateCliOptions, RotateSession } from './rotate-modes';
import type { Execute } from './session';

const usage = `[options] <environment> <name>
       fanout rotate [options] --all-environments <name>
       fanout rotate [options] --revoked <environment> <names...>
       fanout rotate [options] --due [environments...]`;

const examples = `
Examples:
  $ fanout rotate production DB_PASSWORD            asks for the new value
  $ vendor-cli new-key | fanout rotate production VENDOR_A_API_KEY
  $ fanout rotate production SESSION_KEY --generate hex --length 64
  $ fanout rotate dev DB_PASSWORD --generate --alphabet a-zA-Z0-9 --length 24
  $ fanout rotate --all-environments VENDOR_A_API_KEY    after a leak
  $ fanout rotate production S3_KEY                 a reference: read it anew
  $ fanout rotate --revoked production DB_PASSWORD  the old one is dead
  $ fanout rotate --due --within 14d                exit code 1 where any is

Shows first what it reaches: buckets, names and services that must restart. A
generated value is never shown. A value that is replaced has to be revoked at
its provider; that is noted in the file, and --due lists it until --revoked
says that it was done. docs/rotation.md has the whole path.

Formats: text, json; of --due also markdown.`;

/** What stood behind a bare `--generate` and begins as canonical names do, and no format. */
interface Word {
  readonly word: string;
}
type TypedOptions = Omit<RotateCliOptions, 'generate'> & {
  readonly generate?: GeneratedFormat | true | Word;
};

export function registerRotate(program: Command, execute: Execute): void {
  program
    .command('rotate')
    .summary('replace a secret, or list which are to be replaced')
    .description(
      'Replaces the value of a secret, generated or handed in as with fanout set, and notes that the old one is to be revoked. Of a reference it raises the revision.',
    )
    .usage(usage)
    .argument('[words...]', 'an environment and a name; see above')
    .addOption(
      new Option('--generate [format]', `make the value: ${generatedFormats.join(', ')}`).argParser(
        (written): GeneratedFormat | Word =>
          /^[A-Z]/.test(written) ? { word: written } : parseChoice(written, generatedFormats),
      ),
    )
    .option('--length <count>', 'of a generated value, in characters; of rsa in bits', parseCount)
    .option('--alphabet <characters>', 'what a generated value is made of, such as a-z0-9')
    .option('--from-file <file>', 'take the value from a file')
    .option('--keep-whitespace', 'take the value as it is, with white space and line ends around it')
    .option('--allow-dummy', 'take a value that looks like a placeholder')
    .option('--already-revoked', 'note nothing: the old value does not work any more')
    .option('--all-environments', 'in every environment that has a value of its own, another one each')
    .option('--go-on', 'with --all-environments: leave out where it was rotated today')
    .option('--revoked', 'note that what these names held before has been revoked')
    .option('--due', 'list what is to be replaced or revoked, the oldest first')
    .option('--within <days>', 'with --due: look ahead, such as 14d', parseDays)
    .option('--dry-run', 'show what would be reached; ask for no value, write nothing')
    .option('--yes', 'do not ask before a protected environment is changed')
    .addHelpText('after', examples)
    .action((typed: string[], typedOptions: TypedOptions, command: Command) =>
      execute(
        command,
        (session: RotateSession): Outcome | Promise<Outcome> => {
          const [words, options] = withoutWord(typed, typedOptions);
          refuseCombinations(options);
          const modes = require('./rotate-modes') as typeof import('./rotate-modes');
          if (options.due === true) return modes.listDue(session, words, options);
          if (session.format === 'markdown') throw new UsageError('Only --due has the format markdown.');
          return options.revoked === true
            ? modes.noteRevoked(session, words, options)
            : modes.replaceValue(session, words, options);
        },
        ['text', 'json', 'markdown'],
      ),
    );
}

/** `--generate NAME` means the name that is to be rotated, which is the last of the words. */
function withoutWord(
  words: readonly string[],
  { generate, ...options }: TypedOptions,
): [words: readonly string[], options: RotateCliOptions] {
  if (generate === undefined) return [words, options];
  if (typeof generate === 'object') return [[...words, generate.word], { ...options, generate: true }];
  return [words, { ...options, generate }];
}

const making = ['generate', 'length', 'alphabet'] as const;
const replacing = [
  ...making,
  'fromFile',
  'keepWhitespace',
  'allowDummy',
  'alreadyRevoked',
  'allEnvironments',
  'goOn',
] as const;

/** Options that mean nothing together. @throws UsageError */
function refuseCombinations(options: RotateCliOptions): void {
  const refuse = (names: readonly (keyof RotateCliOptions)[], sentence: string): void => {
    const given = names.find((name) => options[name] !== undefined);
    if (given !== undefined)
      throw new UsageError(
        `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${sentence}`,
      );
  };
  if (options.due === true) refuse([...replacing, 'revoked', 'dryRun', 'yes'], 'does not go with --due.');
  else refuse(['within'], 'goes with --due.');
  if (options.revoked === true) refuse(replacing, 'does not go with --revoked.');
  if (options.generate === undefined) refuse(['length', 'alphabet'], 'goes with --generate.');
  else refuse(['fromFile', 'keepWhitespace', 'allowDummy'], 'does not go with --generate.');
  if (options.allEnvironments !== true) refuse(['goOn'], 'goes with --all-environments.');
  else refuse(['fromFile'], 'does not go with --all-environments: each environment gets a value of its own.');
}

function parseDays(written: string): number {
  const [, days] = /^(\d{1,4})d?$/.exec(written) ?? [];
  if (days !== undefined) return Number(days);
  throw new InvalidArgumentError('It is a number of days such as 14d.');
}
