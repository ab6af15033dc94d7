import { Fault } from '../diagnostics';
import type { BucketName, Environment, EnvironmentName } from '../model';
import { type BucketPlan, type EnvironmentPlan, own } from '../plan';
import type { Aws } from '../values/aws';
import { editMap } from '../values/edit-map';
import type { MapEdit } from '../values/map-edit';
import { refuseOtherAccount } from '../values/own-account';
import { replaceFile } from '../values/replace-file';
import type { SourceFile } from '../workspace/workspace';
import { type AdoptingAws, type ExistingEntry, findExisting } from './adopt/existing-entry';
import { type Confirm, mayTouch } from './ask-protected';
import { type BucketChoice, chooseBuckets } from './choose-bucket';
import type { CommandContext } from './context';
import { severalAtOnce } from './several-at-once';

export interface AdoptOptions {
  /** As somebody typed them. */
  readonly environment: string;
  /** Undefined for all of the environment. */
  readonly bucket: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

export interface AdoptEdges {
  readonly confirm: Confirm;
  readonly aws: AdoptingAws & Pick<Aws, 'findKey'>;
}

/** What Terraform is to take into its state. */
export interface ImportBlock {
  /** Address of the resource. */
  readonly to: string;
  /** ARN of the entry. */
  readonly id: string;
}

export interface AdoptResult extends Pick<BucketChoice, 'texts' | 'diagnostics' | 'misuse'> {
  /** `nothing`: no entry is there to be adopted. `refused`: see the diagnostics. Only `written` has changed anything. */
  readonly status: 'written' | 'dry-run' | 'nothing' | 'declined' | 'refused';
  readonly environment: string;
  /** The environment's file, relative to the workspace; null where it is not known. */
  readonly file: string | null;
  readonly entries: readonly ExistingEntry[];
  /** Of what is adopted by this call. */
  readonly imports: readonly ImportBlock[];
}

/**
 * Finds entries that exist already under the names of this environment's entries, compares them with the plan, and has the
 * environment's file adopt them: the next deploy imports them and writes nothing to them.
 *
 * @throws AwsFault where AWS refuses; Fault where the file cannot be edited
 */
export async function adopt(
  context: CommandContext,
  options: AdoptOptions,
  { confirm, aws }: AdoptEdges,
): Promise<AdoptResult> {
  const { chosen, workspace, ...choice } = chooseBuckets(context, options);
  const ended = (rest: Partial<AdoptResult>): AdoptResult => ({
    ...choice,
    status: 'refused',
    environment: options.environment,
    file: null,
    entries: [],
    imports: [],
    ...rest,
  });
  const source = workspace?.environments.get(options.environment as EnvironmentName);
  if (chosen === null || source === undefined) return ended({});
  const { file } = source;
  const { environment, buckets } = chosen;
  await refuseOtherAccount(environment, aws);
  const entries = await findAll(environment, buckets, aws);
  // One that carries our tags is in the state of a deploy most likely: it is meant only where it is named, here or there.
  const isNamed = (bucket: BucketName): boolean =>
    options.bucket !== undefined || own(source.value.adopt ?? {}, bucket) !== undefined;
  const adopting = entries.filter(
    ({ bucket, existence, adopted }) =>
      !adopted && (existence === 'foreign' || (existence === 'ours' && isNamed(bucket))),
  );
  const found = { file, entries, diagnostics: [] };
  const imports = adopting.map(({ bucket, arn }) => ({ to: addressOf(bucket), id: arn ?? '' }));
  if (imports.length === 0) return ended({ ...found, status: 'nothing' });
  if (options.dryRun) return ended({ ...found, status: 'dry-run', imports });
  const question = `${environment.name} is protected. Adopt ${adopting.length} of its entries in ${file}?`;
  if (!(await mayTouch({ ...options, protected: environment.protected }, confirm, question)))
    return ended({ ...found, status: 'declined' });
  await replaceFile(context.workspace, file, (text) => ({ text: adoptIn(text, source, adopting) }));
  return ended({ ...found, status: 'written', imports });
}

/** Entries that are asked about at once. */
const atOnce = 8;

const addressOf = (bucket: string): string => `aws_secretsmanager_secret.${bucket}`;

async function findAll(
  environment: EnvironmentPlan,
  buckets: readonly BucketPlan[],
  aws: AdoptEdges['aws'],
): Promise<ExistingEntry[]> {
  const key = await aws.findKey(environment.region, environment.keyAlias);
  return severalAtOnce(atOnce, buckets, (bucket) => findExisting(environment, bucket, key?.arn ?? null, aws));
}

/** The text of the file with the entries in its map `adopt`. */
function adoptIn(
  text: string,
  { file, value }: SourceFile<Environment>,
  entries: readonly ExistingEntry[],
): string {
  const edits: MapEdit[] = [
    // Filled line by line: a map that is written at once stands on one line.
    ...(value.adopt === undefined ? [{ do: 'add', at: [], key: 'adopt', value: null } as const] : []),
    ...entries.map(
      ({ bucket, arn }): MapEdit =>
        own(value.adopt ?? {}, bucket) === undefined
          ? { do: 'add', at: ['adopt'], key: bucket, value: arn }
          : { do: 'write', at: ['adopt', bucket], text: arn ?? '' },
    ),
  ];
  const edited = editMap(text, edits);
  if ('refused' in edited) throw new Fault(`${file}: ${edited.refused}`);
  return edited.text;
}
