import { compareText } from '../../diagnostics';
import type { Access } from '../../model';
import { administratorsOf } from '../documents/exceptions';
import type { Caller, ContextKeys } from '../evaluate';
import type { AccessDocument, AccessPlan, AccessPrincipal } from '../policy';
import type { AccountScope } from '../scope';
import { allow, anything, documentOf } from '../statement';

/** Somebody who wants something, with everything that is attached to them. */
export interface Asker {
  readonly name: string;
  readonly caller: Caller;
  readonly identity: readonly AccessDocument[];
  readonly boundary?: AccessDocument;
  /** What every request of theirs carries. */
  readonly context: ContextKeys;
}

/** What AWS attaches to who may do everything. */
const administratorAccess: AccessDocument = {
  name: 'AdministratorAccess',
  kind: 'identity',
  document: documentOf(allow('Everything', { action: anything, resource: anything })),
};

/**
 * Everybody there is in an account, by name: the generated principals, each developer who has an environment, and the
 * administrators of the account, who have AdministratorAccess and no guardrail: those that the manifest names, and others.
 */
export function askersIn(scope: AccountScope, plan: AccessPlan): readonly Asker[] {
  const principals = Object.values(plan.principals).filter(({ arn }) => arn.split(':')[4] === scope.account);
  return [
    ...principals.flatMap((principal) => askersOf(scope, plan, principal)),
    ...administratorsOf(scope).map((arn) => administrator(`administrator.${lastPart(arn)}`, concrete(arn))),
    administrator('administrator', `arn:${scope.partition}:iam::${scope.account}:role/unnamed-administrator`),
  ].sort((a, b) => compareText(a.name, b.name));
}

function askersOf(scope: AccountScope, plan: AccessPlan, principal: AccessPrincipal): Asker[] {
  const asker = askerOf(scope, plan, principal);
  if (!principal.name.startsWith('developer')) return [asker];
  const withOwn = scope.environments.flatMap(({ name, developer }) =>
    developer === undefined
      ? []
      : [
          {
            ...asker,
            name: `${principal.name}.${name}`,
            context: taggedAs(scope.access, developer),
          },
        ],
  );
  return [{ ...asker, context: taggedAs(scope.access, 'somebody-else') }, ...withOwn];
}

const taggedAs = ({ developers }: Access, developer: string): ContextKeys => ({
  [`aws:PrincipalTag/${developers.identityTag}`]: developer,
});

function askerOf(scope: AccountScope, { documents }: AccessPlan, principal: AccessPrincipal): Asker {
  const { name, arn, identity, boundary } = principal;
  const boundaryDocument = boundary === undefined ? undefined : documents[boundary];
  return {
    name,
    caller: { kind: 'role', arn },
    identity: identity.flatMap((each) => documents[each] ?? []),
    ...(boundaryDocument === undefined ? {} : { boundary: boundaryDocument }),
    // Whoever is let in there has said who they are.
    context: name === `break-glass${scope.suffix}` ? { 'aws:SourceIdentity': 'somebody' } : {},
  };
}

const administrator = (name: string, arn: string): Asker => ({
  name,
  caller: { kind: arn.includes(':user/') ? 'user' : 'role', arn },
  identity: [administratorAccess],
  context: {},
});

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1).replace(/_[?*]+$/, '');

/** An ARN that a pattern means. */
const concrete = (pattern: string): string =>
  pattern.replaceAll('*/', '').replaceAll('*', '0123456789abcdef').replaceAll('?', '0');
