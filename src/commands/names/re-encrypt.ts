import type { Ciphertext } from '../../plan/ciphertexts-in';
import type { ResolvedEnvironment } from '../../plan/environments';
import type { Aws, EncryptionRequest } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import type { NewValue } from '../../values/new-value';
import { refuseOtherAccount } from '../../values/own-account';
import { severalAtOnce } from '../several-at-once';

/** How many requests to KMS are under way at a time. */
const atOnce = 10;

/** One ciphertext that KMS is to make another one of. */
export interface Job {
  /** With whose credentials. */
  readonly environment: ResolvedEnvironment;
  readonly ciphertext: string;
  readonly from: Omit<EncryptionRequest, 'region'>;
  readonly to: Omit<EncryptionRequest, 'region'>;
}

/** AWS with the credentials for an environment that extends no other one; what extends it lives where it does. */
export type AwsOf<K extends keyof Aws> = (environment: string) => Pick<Aws, K>;

/** Told after each value. */
export type Progress = (done: number, total: number) => void;

/** What a ciphertext becomes that KMS has made anew: the same value, so that no entry is written. */
export const reEncrypted = (was: Ciphertext, kms: string): NewValue => ({
  kind: 'fields',
  fields: { kms, sameAs: was.sameAs ?? was.kms },
});

/**
 * Has KMS encrypt values anew; no plaintext leaves it. All of them or none.
 *
 * @returns the new ciphertexts in the order of the jobs
 * @throws AwsFault where one of them cannot be, or where credentials are of another account: before anything is asked then
 */
export async function reEncryptAll(
  jobs: readonly Job[],
  aws: AwsOf<'account' | 'reEncrypt'>,
  progress: Progress = () => undefined,
): Promise<readonly string[]> {
  const byOwner = new Map(jobs.map(({ environment }) => [environment.keyOwner, environment]));
  for (const [owner, environment] of byOwner)
    await refuseOtherAccount({ ...placeOf(environment), name: owner }, aws(owner));
  let done = 0;
  return severalAtOnce(atOnce, jobs, async ({ environment, ciphertext, from, to }) => {
    try {
      const request = { region: environment.region, from, to };
      const made = await aws(environment.keyOwner).reEncrypt(ciphertext, request);
      done += 1;
      progress(done, jobs.length);
      return made;
    } catch (error) {
      throw deniedWhereProtected(error, environment);
    }
  });
}

const placeOf = ({ account, region }: ResolvedEnvironment) => ({ account, region });

/** Who may set values of a protected environment may not move them: that is what they are bound to their names against. */
function deniedWhereProtected(
  error: unknown,
  { name, protected: isProtected }: ResolvedEnvironment,
): unknown {
  if (!(error instanceof AwsFault) || error.answer !== 'denied' || !isProtected) return error;
  return new AwsFault(
    `AWS does not allow you kms:ReEncrypt on values of ${name}, which is protected: there it is for those whom fanout.yaml names under "administrators", and for the break-glass role; nothing has been written`,
    'denied',
  );
}
