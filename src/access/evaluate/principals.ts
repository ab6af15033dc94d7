import { many } from '../many';
import type { PrincipalElement } from '../policy';
import { accountOf } from './context';
import type { Caller } from './request';

/**
 * How a statement takes in a caller: `anyone` through `*`, by its `name` (role), by its `session` (or user), through its
 * `account`, which leaves the decision to the identity's own policies; or not at all.
 */
export type Naming = 'anyone' | 'name' | 'session' | 'account' | 'none';

/** The strongest first. */
export const namings: readonly Naming[] = ['anyone', 'session', 'name', 'account', 'none'];

function namedByAws(text: string, caller: Caller): Naming {
  if (text === '*') return 'anyone';
  if (caller.kind === 'service' || caller.kind === 'federated') return 'none';
  if (text === caller.sessionArn) return 'session';
  if (text === caller.arn) return caller.kind === 'user' ? 'session' : 'name';
  const account = accountOf(caller.arn);
  return text === account || text === `arn:aws:iam::${account}:root` ? 'account' : 'none';
}

const kinds: Readonly<Record<string, Caller['kind']>> = { Service: 'service', Federated: 'federated' };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function namingOf(element: PrincipalElement | undefined, caller: Caller): Naming {
  if (element === undefined) return 'none';
  if (element === '*') return 'anyone';
  const found = Object.entries(element).flatMap(([kind, who]) =>
    many(who).map((text): Naming => {
      if (kind === 'AWS') return namedByAws(text, caller);
      return kinds[kind] === caller.kind && text === caller.arn ? 'name' : 'none';
    }),
  );
  return namings.find((naming) => found.includes(naming)) ?? 'none';
}
