import { compareText, createDiagnostic, orderDiagnostics, type WithDiagnostics } from '../diagnostics';
import type { Manifest } from '../model';
import { type FanOutPlan, toRecord } from '../plan';
import { serviceControlPolicy } from './documents/scp';
import { environmentDocuments } from './environment-documents';
import { foundationDocuments } from './foundation-documents';
import { make, together } from './made';
import type { AccessDocument, AccessPlan } from './policy';
import { accessRules } from './rules';
import type { AccessFacts, PlaceInManifest } from './rules/rule';
import { type AccessEnvironment, type AccountScope, accountScopes } from './scope';
import { limitOf } from './sizes';
import { split } from './split';

/**
 * Everything about access, of all environments, as documents. Pure: from the manifest and the outlines of the plan.
 *
 * @param at - places for what is found wrong. @default - none
 */
export function planAccess(
  manifest: Manifest,
  plan: FanOutPlan,
  at: PlaceInManifest = () => null,
): WithDiagnostics<AccessPlan> {
  const { access } = manifest;
  if (access === undefined) {
    return [
      { documents: toRecord([]), principals: toRecord([]) },
      [createDiagnostic('no-access', {}, at(['project']))],
    ];
  }
  const scopes = accountScopes(manifest, access, plan);
  const made = together(
    ...scopes.flatMap((scope) => [
      foundationDocuments(scope),
      ...scope.environments.map((environment) => environmentDocuments(scope, environment)),
    ]),
    { documents: serviceControlPolicies(scopes) },
  );
  const accessPlan: AccessPlan = {
    documents: byName(made.documents),
    principals: byName(made.principals ?? []),
  };
  const isAsked = ({ name }: AccessEnvironment): boolean =>
    plan.foundation !== null || Object.hasOwn(plan.environments, name);
  const facts: AccessFacts = { manifest, access, plan, scopes, accessPlan, isAsked, at };
  return [accessPlan, orderDiagnostics(accessRules.flatMap((rule) => rule(facts)))];
}

/** Several can be attached where one is not enough. */
function serviceControlPolicies(scopes: readonly AccountScope[]): readonly AccessDocument[] {
  const policy = make('scp', 'scp', serviceControlPolicy(scopes));
  return split(policy, limitOf(policy));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Record<string, T> {
  const sorted = [...items].sort((a, b) => compareText(a.name, b.name));
  return toRecord(sorted.map((item) => [item.name, item] as const));
}
