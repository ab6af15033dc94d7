import type { Diagnostic } from '../diagnostics';
import { Fault, list, nearest, quote, type SourceTexts } from '../diagnostics';
import type { CanonicalName } from '../model';
import { matcher } from '../plan/globs';
import { type KeyDifferences, keyDifferences } from '../plan/key-differences';
import type { Aws } from '../values/aws';
import type { EntryValues } from '../values/entry-values';
import type { SecretValue } from '../values/secret-value';
import { chooseBuckets } from './choose-bucket';
import type { CommandContext } from './context';
import { readChosen, refuseProtected, refuseReserved } from './read-chosen';
import { secretsIn } from './secrets-in';

export interface RunOptions {
  /** As somebody typed them. */
  readonly environment: string;
  readonly bucket: string;
  /** A program with its arguments; not empty. */
  readonly command: readonly string[];
  /** Globs over targets; empty for all. */
  readonly only: readonly string[];
  readonly except: readonly string[];
  /** Take the place of what the caller's environment has. */
  readonly override: boolean;
  /** Hide values in the output of the program. */
  readonly mask: boolean;
  readonly allowProtected: boolean;
}

/** A program that is to be started with values in its environment. */
export interface Program {
  readonly command: readonly string[];
  /** Everything else that it finds in its environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly values: EntryValues;
  /** What is hidden in its output; null where that is not touched. */
  readonly hidden: readonly SecretValue[] | null;
}

export interface RunEdges {
  readonly aws: Pick<Aws, 'account' | 'readEntry' | 'close'>;
  /** Is told what is in the way of the values, before the program starts. */
  readonly note: (differences: KeyDifferences) => void;
  /** Starts a program, waits for its end and gives its exit code. */
  readonly start: (program: Program) => Promise<number>;
}

export interface RunResult {
  /** Of the program; null where it was not started, see the diagnostics. */
  readonly exitCode: number | null;
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  readonly misuse: readonly Diagnostic[];
}

/**
 * Runs a program with the values of a bucket in its environment. Nothing is written to a disk.
 *
 * @throws Fault where the environment cannot take the values; AwsFault where AWS refuses
 */
export async function run(
  context: CommandContext,
  options: RunOptions,
  { aws, note, start }: RunEdges,
): Promise<RunResult> {
  const { chosen, texts, misuse, diagnostics } = chooseBuckets(context, options);
  const ended = { exitCode: null, texts, diagnostics: [], misuse: [] };
  const [bucket] = chosen?.buckets ?? [];
  if (chosen === null || bucket === undefined) return { ...ended, misuse, diagnostics };
  refuseProtected(chosen, options.allowProtected);
  const [read] = await readChosen(chosen, aws);
  await aws.close();
  if (read === undefined || 'reason' in read.deployed) throw new Fault(`${bucket.secretName} cannot be read`);
  const { values: all } = read.deployed;
  const values = filtered(all, options);
  refuseReserved(values, bucket);
  if (!options.override) refuseTaken(values, context.env);
  note(keyDifferences(bucket, all.keys()));
  const program = {
    command: options.command,
    env: context.env,
    values,
    hidden: options.mask ? secretsIn(values, bucket) : null,
  };
  return { ...ended, exitCode: await start(program) };
}

function filtered(values: EntryValues, { only, except }: Pick<RunOptions, 'only' | 'except'>): EntryValues {
  const names = [...values.keys()];
  const matches = (globs: readonly string[]): ((name: string) => boolean) => {
    const match = matcher(globs);
    return (name) => match(name as CanonicalName);
  };
  const idle = [...only, ...except].find((glob) => !names.some(matches([glob])));
  if (idle !== undefined) {
    const near = nearest(idle, names);
    throw new Fault(
      `${quote(idle)} matches no name of the entry${near === undefined ? '' : `. Did you mean ${quote(near)}?`}`,
    );
  }
  const isMeant = only.length === 0 ? () => true : matches(only);
  const isLeftOut = matches(except);
  return new Map([...values].filter(([name]) => isMeant(name) && !isLeftOut(name)));
}

function refuseTaken(values: EntryValues, env: NodeJS.ProcessEnv): void {
  const taken = [...values.keys()].filter((name) => env[name] !== undefined);
  if (taken.length === 0) return;
  throw new Fault(
    `${list(taken)} ${taken.length === 1 ? 'is' : 'are'} set in your environment already: unset what you do not mean, leave names out with --except, or let the entry win with --override`,
  );
}
