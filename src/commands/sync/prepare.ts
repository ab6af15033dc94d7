import { resolve } from 'node:path';
import { Fault } from '../../diagnostics';
import type { BucketPlan } from '../../plan';
import { type KeyDifferences, keyDifferences } from '../../plan/key-differences';
import type { EntryValues } from '../../values/entry-values';
import { type DotenvReader, type Format, formatOf } from '../../values/formats';
import { type KeptOut, refuseTracked } from '../../values/kept-out-of-git';
import { renderValues } from '../../values/local-text';
import { findPrivateFile, type PrivateFile } from '../../values/private-file';
import type { DeployedBucket } from '../../values/read-bucket';
import type { CommandContext } from '../context';
import { refuseReserved } from '../read-chosen';
import type { SyncOptions } from './options';
import { hasPublicNames, selectValues } from './select-values';

/** A bucket with everything that is to be written, before anything is. */
export interface PreparedBucket {
  readonly bucket: BucketPlan;
  readonly version: string;
  readonly format: Format;
  readonly values: EntryValues;
  /** The values in the format, in plain text. */
  readonly body: string;
  readonly differences: KeyDifferences;
  /** Null for standard output. */
  readonly target: Target | null;
}

export interface Target {
  readonly file: PrivateFile;
  readonly git: KeptOut;
}

/**
 * @param file - as it was named, or `-`
 * @throws Fault where a value cannot be written in the format, or the file may not hold values
 */
export async function prepareBucket(
  bucket: BucketPlan,
  { versionId, values: all }: DeployedBucket,
  publicPrefixes: readonly string[],
  options: SyncOptions,
  file: string,
  { env }: Pick<CommandContext, 'env'>,
): Promise<PreparedBucket> {
  const values = selectValues(all, bucket, publicPrefixes, options);
  refuseReserved(values, bucket);
  const format = formatOf(options.format, readersOf(bucket, publicPrefixes, options));
  const rendered = renderValues(format, values);
  if ('refused' in rendered) {
    const sentences = rendered.refused.map(
      ({ name, why }) => `${name} of ${bucket.name} cannot be written, since ${why}`,
    );
    throw new Fault(`${sentences.join('; ')}. Nothing has been written: ${remedyFor(options)}`);
  }
  return {
    bucket,
    version: versionId,
    format,
    values,
    body: rendered.body,
    differences: keyDifferences(bucket, all.keys()),
    target: file === '-' ? null : await targetOf(options.folder, file, env),
  };
}

/** Frontends expand `$NAME` in what they read; the services behind them are most often written for node or Python. */
function readersOf(
  bucket: BucketPlan,
  publicPrefixes: readonly string[],
  { readers }: SyncOptions,
): readonly DotenvReader[] {
  if (readers.length > 0) return readers;
  return ['node', hasPublicNames(bucket, publicPrefixes) ? 'expand' : 'python'];
}

function remedyFor({ format, readers }: SyncOptions): string {
  return format === 'dotenv' && readers.length !== 1
    ? 'say who reads the file with --reader, or take another format'
    : 'take another format, such as json or shell';
}

async function targetOf(folder: string, shown: string, env: NodeJS.ProcessEnv): Promise<Target> {
  const file = await findPrivateFile(resolve(folder, shown), shown);
  return { file, git: refuseTracked(file, env) };
}
