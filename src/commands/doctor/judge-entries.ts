import type { BucketPlan, EnvironmentPlan } from '../../plan';
import type { StateResource } from '../../terraform';
import type { EntryDescription } from '../../values/aws';
import { isOurs } from '../adopt/existing-entry';
import { inStack } from './in-stack';
import { note, type Observation, ok, wrong } from './observation';

/** An entry as it is planned, with what stands in AWS under its name: null where nothing does. */
export interface LookedUp {
  readonly bucket: BucketPlan;
  readonly found: EntryDescription | null;
}

/**
 * What is the matter with the entries of an environment: names that are taken or scheduled for deletion, and what an
 * interrupted deploy has left behind.
 *
 * @param state - null where it could not be read
 */
export function judgeEntries(
  environment: Pick<EnvironmentPlan, 'name' | 'region'>,
  entries: readonly LookedUp[],
  state: readonly StateResource[] | null,
): readonly Observation[] {
  const troubled = entries.flatMap(({ bucket, found }) => {
    const observation = judgeEntry(environment, bucket, found, state);
    return observation === null ? [] : [observation];
  });
  const tainted = (state ?? []).filter((resource) => resource.tainted);
  return [
    ...troubled,
    ...tainted.map(({ address }) =>
      wrong(
        address,
        'A deploy was cut off while it was made: the next one would destroy it and make it anew',
        inStack(environment.name, ['untaint', address]),
      ),
    ),
    ...(troubled.length + tainted.length > 0
      ? []
      : [ok('entries', `${entries.length}, and nothing stands in the way of a deploy`)]),
  ];
}

function judgeEntry(
  { name: environment, region }: Pick<EnvironmentPlan, 'name' | 'region'>,
  bucket: BucketPlan,
  found: EntryDescription | null,
  state: readonly StateResource[] | null,
): Observation | null {
  const about = `entry ${bucket.name}`;
  const address = `aws_secretsmanager_secret.${bucket.name}`;
  const known = state?.find((resource) => resource.address === address);
  if (found === null) {
    if (known === undefined)
      return bucket.adopts === undefined
        ? null
        : wrong(
            about,
            `The files adopt ${bucket.secretName}, which does not exist: take ${bucket.name} out of "adopt"`,
          );
    return note(about, `Terraform knows ${bucket.secretName}, but it is gone: the next deploy makes it anew`);
  }
  if (found.deletionDate !== null) {
    return wrong(about, `${bucket.secretName} is scheduled for deletion, which keeps its name taken`, [
      ...['aws', 'secretsmanager', 'restore-secret', '--secret-id', found.arn],
      ...['--region', region],
    ]);
  }
  if (known !== undefined && known.arn !== null && known.arn !== found.arn) {
    return wrong(
      about,
      `${bucket.secretName} is another entry than the one that Terraform knows, which is gone: have it forget that`,
      inStack(environment, ['state', 'rm', address]),
    );
  }
  if (known !== undefined || bucket.adopts === found.arn) return null;
  if (bucket.adopts !== undefined) {
    return wrong(about, `${bucket.secretName} is another entry than the one that the files adopt`, [
      ...['fanout', 'adopt', environment, bucket.name],
    ]);
  }
  if (state === null) return null;
  return isOurs(found, bucket)
    ? wrong(
        about,
        `${bucket.secretName} was made by a deploy of this workspace, but its state does not know it`,
        inStack(environment, ['import', '-var', 'plan_only=true', address, found.arn]),
      )
    : wrong(about, `${bucket.secretName} exists already, and was not made by this workspace`, [
        ...['fanout', 'adopt', environment, bucket.name],
      ]);
}
