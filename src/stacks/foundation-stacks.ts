import { compareText } from '../diagnostics';
import type { Backend, EnvironmentName } from '../model';
import type { FoundationPlan, KeyPlan } from '../plan/plan';

/** What the foundation of one account holds. */
export interface FoundationStackPlan {
  /** Name of the stack. */
  readonly name: string;
  readonly account: string;
  readonly backend?: Backend;
  readonly keys: readonly KeyPlan[];
  readonly retired: readonly EnvironmentName[];
}

/**
 * One foundation stack for each account: `foundation` where there is one account, else `foundation-<account>`, each
 * with a state of its own.
 */
export function foundationStacks({ keys, retired, backend }: FoundationPlan): readonly FoundationStackPlan[] {
  const accounts = [...new Set(keys.map(({ account }) => account))].sort(compareText);
  const several = accounts.length > 1;
  return accounts.map((account) => ({
    name: foundationStackName(account, accounts),
    account,
    ...(backend === undefined ? {} : { backend: several ? backendOf(account, backend) : backend }),
    keys: keys.filter((key) => key.account === account),
    retired,
  }));
}

/** @param accounts - all that environments with a key of their own live in, each once */
export const foundationStackName = (account: string, accounts: readonly string[]): string =>
  accounts.length > 1 ? `foundation-${account}` : 'foundation';

/** Two stacks that shared one state would plan to destroy each other's keys. */
function backendOf(account: string, { s3 }: Backend): Backend {
  return { s3: { ...s3, key: `${account}/${s3.key}` } };
}
