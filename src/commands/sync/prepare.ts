import { resolve } from 'node:path';
import { Fault, list } from '../../diagnostics';
import type { BucketPlan } from '../../plan';
import { type KeyDifferences, keyDifferences } from '../../plan/key-differences';
import { type DotenvReader, type Format, formatOf } from '../../values/formats';
import { type KeptOut, refuseTracked } from '../../values/kept-out-of-git';
import { type Rendered, renderValues } from '../../values/local-text';
import { findPrivateFile, type PrivateFile } from '../../values/private-file';
import type { DeployedBucket } from '../../values/read-bucket';
import type { CommandContext } from '../context';
import { refuseReserved } from '../read-chosen';
import type { SyncOptions } from './options';
import { hasPublicNames, selectValues } from './select-values';

/** A bucket with everything that is to be written, in plain text, before anything is. */
export interface PreparedBucket extends Rendered {
  readonly bucket: BucketPlan;
  readonly version: string;
  readonly format: Format;
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
  const format =
    options.readers.length > 0
      ? formatOf(options.format, options.readers)
      : formatOf(options.format, ...usualReaders(bucket, publicPrefixes));
  const rendered = renderValues(format, values);
  if ('refused' in rendered) {
    const reasons = new Set(rendered.refused.map(({ why }) => why));
    const sentences = [...reasons].map((reason) => {
      const names = rendered.refused.flatMap(({ name, why }) => (why === reason ? [name] : []));
      return `${list(names)} of ${bucket.name} cannot be written, since ${reason}`;
    });
    throw new Fault(`${sentences.join('; ')}. Nothing has been written: ${remedyFor(options)}`);
  }
  return {
    bucket,
    version: versionId,
    format,
    values,
    body: rendered.body,
    misread: rendered.misread,
    differences: keyDifferences(bucket, all.keys()),
    target: file === '-' ? null : await targetOf(options.folder, file, env),
  };
}

/**
 * Who must read the file, and who is to read it as well. Frontends expand `$NAME` in what they read; the services behind them
 * are most often written for node or Python.
 */
const usualReaders = (
  bucket: BucketPlan,
  publicPrefixes: readonly string[],
): [readers: readonly DotenvReader[], other: DotenvReader] =>
  hasPublicNames(bucket, publicPrefixes) ? [['expand'], 'node'] : [['node'], 'python'];

function remedyFor({ format, readers }: SyncOptions): string {
  return format === 'dotenv' && readers.length !== 1
    ? 'say who reads the file with --reader, or take another format'
    : 'take another format, such as json or shell';
}

async function targetOf(folder: string, shown: string, env: NodeJS.ProcessEnv): Promise<Target> {
  const file = await findPrivateFile(resolve(folder, shown), shown);
  return { file, git: refuseTracked(file, env) };
}
