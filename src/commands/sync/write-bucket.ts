import { Fault } from '../../diagnostics';
import { type LocalText, putInto } from '../../values/local-text';
import {
  appendPrivateFile,
  type PrivateText,
  readPrivateFile,
  replacePrivateFile,
} from '../../values/private-file';
import { SecretValue } from '../../values/secret-value';
import type { ChosenBuckets } from '../choose-bucket';
import { secretsIn } from '../secrets-in';
import type { PreparedBucket, Target } from './prepare';
import type { SyncedBucket, SyncResult } from './result';

export interface WriteOptions {
  readonly mode: SyncResult['mode'];
  readonly force: boolean;
  /** Keeps a value out of the log of the workflow that this runs in. */
  readonly keepOutOfLog: (value: SecretValue) => void;
}

type Written = Pick<SyncedBucket, 'status' | 'file' | 'git' | 'changes' | 'replaces' | 'doubles'>;

/**
 * Puts the values of a bucket into their file, or only says what that would change.
 *
 * @throws Fault where the file cannot take them; it is as it was then
 */
export async function writeBucket(
  prepared: PreparedBucket,
  { file, git }: Target,
  { project, environment }: Pick<ChosenBuckets, 'project' | 'environment'>,
  options: WriteOptions,
): Promise<Written> {
  const entry = { project, environment: environment.name, bucket: prepared.bucket.name };
  const put = ({ text }: PrivateText): LocalText => {
    const made = putInto(text, prepared.format, entry, prepared, options.force);
    if ('refused' in made) throw new Fault(`${file.shown} stays as it is: ${made.refused}`);
    return made;
  };
  const current = await readPrivateFile(file);
  const made = put(current);
  const told = ({ changes, replaces, doubles }: LocalText, status: SyncedBucket['status']): Written => {
    return { status, file: file.shown, git, changes, replaces, doubles };
  };
  if (options.mode !== 'write') return told(made, isAlready(current, made) ? 'current' : 'stale');
  if (prepared.format.placement === 'appended') {
    for (const value of secretsIn(prepared.values, prepared.bucket)) options.keepOutOfLog(value);
    await appendPrivateFile(file, new SecretValue(made.text.slice((current.text ?? '').length)));
    return told(made, 'written');
  }
  let written = told(made, 'unchanged');
  // Under the lock the file is read again: another program may have written to it since.
  await replacePrivateFile(file, (now) => {
    const again = put(now);
    const isUnchanged = isAlready(now, again);
    written = told(again, isUnchanged ? 'unchanged' : 'written');
    return isUnchanged ? undefined : new SecretValue(again.text);
  });
  return written;
}

/** A file that others may read is not as it should be either. */
const isAlready = ({ text, isPrivate }: PrivateText, made: LocalText): boolean =>
  text === made.text && isPrivate;
