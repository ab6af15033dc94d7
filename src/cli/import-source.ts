import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { ImportSource } from '../commands/import';
import { Fault, quote } from '../diagnostics';
import type { Aws } from '../values/aws';
import type { SourceFormat } from '../values/sources/source';
import { isTracked } from '../values/tracked-by-git';
import type { Io } from './io';
import { UsageError } from './outcome';

/** 5 MiB: a thousand of the largest values. */
const largest = 5 * 1024 * 1024;

/** @param file - as it was typed; `-` for standard input */
export function fileSource(
  { stdin, cwd, env }: Pick<Io, 'stdin' | 'cwd' | 'env'>,
  file: string,
): ImportSource {
  if (file === '-') {
    const shown = 'standard input';
    return { shown, entry: null, read: () => readAll(stdin, 'Standard input'), warnings: () => [] };
  }
  const absolute = path.resolve(cwd, file);
  return {
    shown: file,
    entry: null,
    read: async () => {
      try {
        return await readAll(createReadStream(absolute), quote(file));
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException;
        if (syscall === undefined) throw error;
        throw new Fault(
          code === 'EISDIR'
            ? `${quote(file)} is a folder; nothing has been written: name a file`
            : `${quote(file)} cannot be read (${code}); nothing has been written`,
        );
      }
    },
    warnings: () => (isTracked(absolute, env) ? [tracked(file)] : []),
  };
}

const tracked = (file: string): string =>
  `${quote(file)} is tracked by git, so that its values are in the history for everybody who has the repository: replace every secret of it at its provider, set the new ones with fanout rotate, and take the file out with git rm --cached`;

/** @param region - where the entry is. @default - where the environment is */
export function entrySource(
  aws: Pick<Aws, 'readEntry'>,
  entry: string,
  region: string | undefined,
): ImportSource {
  return {
    shown: entry,
    entry,
    read: async (home) => {
      const { text } = await aws.readEntry(region ?? home.region, entry);
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

async function readAll(stream: AsyncIterable<Uint8Array | string>, what: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > largest) throw new Fault(`${what} is larger than 5 MiB; nothing has been written`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
