import { Fault } from '../diagnostics';
import type { ServiceName } from '../model';
import type { BucketPlan, EnvironmentPlan } from '../plan';
import type { Aws, EntryVersion } from '../values/aws';
import { AwsFault } from '../values/aws-fault';
import { refuseOtherAccount } from '../values/own-account';
import { type Confirm, mayTouch } from './ask-protected';
import { type BucketChoice, chooseBuckets } from './choose-bucket';
import type { CommandContext } from './context';
import { type FilesToFollow, filesToFollow } from './rollback/files-to-follow';
import { servicesOf } from './services-of';

export interface RollbackOptions {
  /** As somebody typed them. */
  readonly environment: string;
  readonly bucket: string;
  /** Say what would move, and move nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is touched. */
  readonly yes: boolean;
}

export interface RollbackEdges {
  readonly confirm: Confirm;
  /** Is told what is about to move before anything is asked. */
  readonly show: (move: RollbackMove) => void;
  readonly aws: Pick<Aws, 'account' | 'describeEntry' | 'entryVersions' | 'moveCurrent'>;
}

/** What moves, and what follows from it. */
export interface RollbackMove {
  readonly environment: string;
  readonly bucket: string;
  readonly secretName: string;
  /** Labelled AWSCURRENT before. */
  readonly from: EntryVersion;
  /** Labelled AWSPREVIOUS before. */
  readonly to: EntryVersion;
  /** Services that read the values of before until they start anew. */
  readonly restart: readonly ServiceName[];
  /** Whether somebody has written what goes past Terraform, and Terraform what comes: the files have nothing to follow. */
  readonly isMending: boolean;
  /** Null where the history does not tell, or there is nothing to follow. */
  readonly follow: FilesToFollow | null;
}

export type RollbackResult = BucketChoice & {
  /** `refused`: the files do not say which entry it is: see the diagnostics. */
  readonly status: 'moved' | 'dry-run' | 'declined' | 'refused';
  /** Null where it was refused. */
  readonly move: RollbackMove | null;
};

/**
 * Moves AWSCURRENT of a bucket's entry to the version that is AWSPREVIOUS. What is wrong with the files does not matter as
 * long as they say which entry it is.
 *
 * @throws Fault where there is nothing to go back to; AwsFault where AWS refuses, or the credentials are of another account
 */
export async function rollback(
  context: CommandContext,
  options: RollbackOptions,
  { confirm, show, aws }: RollbackEdges,
): Promise<RollbackResult> {
  const choice = chooseBuckets(context, options);
  const { chosen, plan, workspace } = choice;
  const [bucket] = chosen?.buckets ?? [];
  const diagnostics = choice.diagnostics.filter(({ severity }) => severity === 'error');
  if (chosen === null || bucket === undefined || plan === null || workspace === null)
    return { ...choice, diagnostics, status: 'refused', move: null };
  const { environment } = chosen;
  const ended = (status: RollbackResult['status'], move: RollbackMove): RollbackResult => ({
    ...choice,
    diagnostics: [],
    status,
    move,
  });
  await refuseOtherAccount(environment, aws);
  const { from, to } = await versionsOf(environment, bucket, aws);
  const services = servicesOf(workspace.manifest.value, plan);
  const isMending = !isOfTerraform(from) && isOfTerraform(to);
  const move: RollbackMove = {
    environment: environment.name,
    bucket: bucket.name,
    secretName: bucket.secretName,
    from,
    to,
    restart: services(environment.name, bucket.name),
    isMending,
    follow: isMending ? null : filesToFollow(context, environment, bucket.name),
  };
  if (options.dryRun) return ended('dry-run', move);
  show(move);
  const question = `${environment.name} is protected. Move AWSCURRENT of ${bucket.secretName} back?`;
  if (!(await mayTouch({ ...options, protected: environment.protected }, confirm, question)))
    return ended('declined', move);
  await moveBack(environment, bucket, { from: from.id, to: to.id }, aws);
  return ended('moved', move);
}

/** The provider gives its versions ids of its own, https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret_version. */
const isOfTerraform = ({ id }: EntryVersion): boolean => id.startsWith('terraform-');

async function versionsOf(
  { name, region }: EnvironmentPlan,
  { secretName }: BucketPlan,
  aws: Pick<Aws, 'describeEntry' | 'entryVersions'>,
): Promise<{ readonly from: EntryVersion; readonly to: EntryVersion }> {
  const description = await aws.describeEntry(region, secretName);
  if (description === null)
    throw new Fault(`There is no entry ${secretName} in ${region}: deploy ${name} first`);
  if (description.deletionDate !== null) {
    throw new Fault(
      `${secretName} is scheduled for deletion: bring it back first, with aws secretsmanager restore-secret --secret-id ${secretName} --region ${region}`,
    );
  }
  const versions = await aws.entryVersions(region, secretName);
  const from = versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  const to = versions.find(({ stages }) => stages.includes('AWSPREVIOUS'));
  if (from === undefined)
    throw new Fault(
      `${secretName} has no version that is labelled AWSCURRENT: fanout drift ${name} says more`,
    );
  if (to === undefined)
    throw new Fault(
      `${secretName} has no version that is labelled AWSPREVIOUS: there is nothing to go back to`,
    );
  return { from, to };
}

async function moveBack(
  { name, region }: EnvironmentPlan,
  bucket: BucketPlan,
  versions: { readonly from: string; readonly to: string },
  aws: Pick<Aws, 'moveCurrent'>,
): Promise<void> {
  try {
    await aws.moveCurrent(region, bucket.secretName, versions);
  } catch (error) {
    if (!(error instanceof AwsFault) || error.answer !== 'denied') throw error;
    throw new AwsFault(
      `${error.message}. Who may: fanout access ${name} ${bucket.name} --who-can UpdateSecretVersionStage`,
      'denied',
    );
  }
}
