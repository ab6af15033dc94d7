import path from 'node:path';
import type { ImportSource } from '../commands/import';
import { quote } from '../diagnostics';
import { parseSecretArn } from '../model/arn';
import type { Aws } from '../values/aws';
import type { SourceFormat } from '../values/sources/source';
import { isTracked } from '../values/tracked-by-git';
import type { Io } from './io';
import { UsageError } from './outcome';
import { readAll, readWholeFile } from './read-all';

/** A thousand of the largest values. */
const largest = { bytes: 5 * 1024 * 1024, shown: '5 MiB' };

/** @param file - as it was typed; `-` for standard input */
export function fileSource(
  { stdin, cwd, env }: Pick<Io, 'stdin' | 'cwd' | 'env'>,
  file: string,
): ImportSource {
  if (file === '-') {
    const shown = 'standard input';
    return { shown, entry: null, read: () => readAll(stdin, 'Standard input', largest), warnings: () => [] };
  }
  const absolute = path.resolve(cwd, file);
  return {
    shown: file,
    entry: null,
    read: () => readWholeFile(absolute, file, largest),
    warnings: () => (isTracked(absolute, env) ? [tracked(file)] : []),
  };
}

const tracked = (file: string): string =>
  `${quote(file)} is tracked by git, so that its values are in the history for everybody who has the repository: replace every secret of it at its provider, set the new ones with fanout rotate, and take the file out with git rm --cached`;

/** @param region - where the entry is. @default - where its ARN says, else where the environment is */
export function entrySource(
  aws: Pick<Aws, 'readEntry'>,
  entry: string,
  region: string | undefined,
): ImportSource {
  return {
    shown: entry,
    entry,
    read: async (home) => {
      const { text } = await aws.readEntry(region ?? parseSecretArn(entry)?.region ?? home.region, entry);
      return Buffer.from(text.reveal(), 'utf8');
    },
    warnings: () => [],
  };
}

/**
 * The format that the name of a file speaks of.
 *
 * @throws UsageError where it speaks of none
 */
export function formatOfFile(file: string): SourceFormat {
  const name = path.basename(file);
  if (/\.tfvars(?:\.json)?$/.test(name)) return 'tfvars';
  if (/\.json$/.test(name)) return 'json';
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return 'dotenv';
  throw new UsageError(
    `${file === '-' ? 'Standard input has no name that says' : `The name of ${quote(file)} does not say`} what format it has: say it with --as dotenv, --as json or --as tfvars.`,
  );
}
