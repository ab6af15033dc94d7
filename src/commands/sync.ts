import { Fault } from '../diagnostics';
import type { BucketPlan } from '../plan';
import type { Aws } from '../values/aws';
import { bareText } from '../values/local-text';
import { SecretValue } from '../values/secret-value';
import { type Confirm, mayTouch } from './ask-protected';
import { type ChosenBuckets, chooseBuckets } from './choose-bucket';
import type { CommandContext } from './context';
import { readChosen, refuseProtected } from './read-chosen';
import { destinationOf } from './sync/destination';
import type { SyncOptions } from './sync/options';
import { type PreparedBucket, prepareBucket } from './sync/prepare';
import type { SyncedBucket, SyncResult } from './sync/result';
import { type WriteOptions, writeBucket } from './sync/write-bucket';

export interface SyncEdges extends Pick<WriteOptions, 'keepOutOfLog'> {
  readonly aws: Pick<Aws, 'account' | 'readEntry'>;
  readonly confirm: Confirm;
}

/**
 * Pulls buckets from Secrets Manager into local files. Everything is read, rendered and judged before the first file is
 * written.
 *
 * @throws Fault where a file cannot take the values or git would track it; AwsFault where AWS refuses
 */
export async function sync(
  context: CommandContext,
  options: SyncOptions,
  edges: SyncEdges,
): Promise<SyncResult> {
  const { environment: name, format, mode } = options;
  const { chosen, texts, misuse, diagnostics } = chooseBuckets(context, options);
  const ended = (rest: Partial<SyncResult>): SyncResult => ({
    ...{ status: 'refused', mode, environment: name, format, buckets: [], output: null, texts },
    ...{ diagnostics: [], misuse: [] },
    ...rest,
  });
  if (chosen === null) return ended({ misuse, diagnostics });
  refuseWrongMix(options);
  const { environment, buckets, publicPrefixes } = chosen;
  const files = new Map(buckets.map((bucket) => [bucket, fileOf(bucket, chosen, options, context)]));
  refuseProtected(chosen, options.allowProtected);
  const touching = { protected: environment.protected, yes: options.yes, dryRun: mode !== 'write' };
  const question = `${name} is protected. Write its values into local files?`;
  if (!(await mayTouch(touching, edges.confirm, question))) return ended({ status: 'declined' });

  const done: (SyncedBucket | PreparedBucket)[] = [];
  for (const { bucket, deployed } of await readChosen(chosen, edges.aws)) {
    const file = files.get(bucket) ?? '';
    if ('reason' in deployed) done.push({ ...untouched(bucket), status: 'skipped', reason: deployed.reason });
    else done.push(await prepareBucket(bucket, deployed, publicPrefixes, options, file, context));
  }
  const synced: SyncedBucket[] = [];
  let output: SecretValue | null = null;
  for (const each of done) {
    if ('status' in each) synced.push(each);
    else if (each.target === null) {
      output = new SecretValue(bareText(each.format, each.body));
      synced.push({ ...readBucketOf(each), status: 'printed' });
    } else {
      const { keepOutOfLog } = edges;
      const { force } = options;
      const written = await writeBucket(each, each.target, chosen, { mode, force, keepOutOfLog });
      synced.push({ ...readBucketOf(each), ...written });
    }
  }
  return ended({ status: 'done', buckets: synced, output });
}

const untouched = ({ name, secretName }: BucketPlan): Omit<SyncedBucket, 'status'> => ({
  ...{ bucket: name, secretName, file: null, version: null, names: 0, changes: [], replaces: null },
  ...{ doubles: [], misread: [], missing: [], unplanned: [], git: null, reason: null },
});

const readBucketOf = ({
  bucket,
  version,
  values,
  misread,
  differences,
}: PreparedBucket): Omit<SyncedBucket, 'status'> => ({
  ...untouched(bucket),
  ...{ version, names: values.size, misread },
  ...differences,
});

function refuseWrongMix({ out, mode, format }: SyncOptions): void {
  if (out === '-' && mode !== 'write')
    throw new Fault(`--${mode} is about a file, and standard output is none: leave one of the two out`);
  if (format === 'github-env' && mode === 'check')
    throw new Fault('What is appended to a file is never stale: --check does not go with github-env');
}

function fileOf(
  bucket: BucketPlan,
  { buckets, publicPrefixes }: ChosenBuckets,
  { format, out }: SyncOptions,
  { env }: CommandContext,
): string {
  const asked = { out, alone: buckets.length === 1, githubEnv: env.GITHUB_ENV };
  const destination = destinationOf(bucket, format, asked, publicPrefixes);
  if ('misuse' in destination) throw new Fault(destination.misuse);
  return destination.file;
}
