import { list } from '../../diagnostics';
import type { EnvironmentPlan } from '../../plan/plan';
import type { Identity } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import { refuseOtherAccount } from '../../values/own-account';

export interface Chosen {
  readonly here: readonly EnvironmentPlan[];
  /** Those that live in another account than the credentials. */
  readonly elsewhere: readonly EnvironmentPlan[];
}

/**
 * The environments that the credentials are for: those that are named have to be, and where none is, those of all that are.
 *
 * @param named - whether somebody named them
 * @throws AwsFault where a named one lives in another account, or all of them do
 */
export async function chooseEnvironments(
  environments: readonly EnvironmentPlan[],
  named: boolean,
  aws: Identity,
): Promise<Chosen> {
  if (named) {
    for (const environment of environments) await refuseOtherAccount(environment, aws);
    return { here: environments, elsewhere: [] };
  }
  const [first] = environments;
  if (first === undefined) return { here: [], elsewhere: [] };
  const own = await aws.account(first.region);
  const here = environments.filter(({ account }) => account === own);
  if (here.length === 0) {
    const accounts = [...new Set(environments.map(({ account }) => account))].sort();
    throw new AwsFault(
      `The AWS credentials are of account ${own}, and no environment lives there: use credentials of ${list(accounts)}`,
    );
  }
  return { here, elsewhere: environments.filter(({ account }) => account !== own) };
}
