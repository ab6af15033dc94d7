import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { AccessDocument, AccessPrincipal } from '../policy';
import { limitOf, longestRoleName, mostPolicies, sizeOf } from '../sizes';
import type { AccessFacts, AccessRule } from './rule';

/** `access-limit`: what AWS would refuse for its size, long after the plan was agreed on. */
export const accessLimit: AccessRule = (facts) => {
  const { accessPlan } = facts;
  return [
    ...Object.values(accessPlan.documents)
      .filter(({ name }) => concerns(name, facts))
      .flatMap((document) => documentFaults(document, facts)),
    ...Object.values(accessPlan.principals)
      .filter(({ name }) => concerns(name, facts))
      .flatMap((principal) => principalFaults(principal, facts)),
  ];
};

/** Whether a document or a principal belongs to something that was asked for. */
function concerns(name: string, { scopes, isAsked, plan }: AccessFacts): boolean {
  if (plan.foundation !== null) return true;
  return scopes
    .flatMap(({ environments }) => environments.filter(isAsked))
    .some(
      (environment) =>
        /^(?:execution|task|compute|secret-policy)\./.test(name) && name.split('.')[1] === environment.name,
    );
}

function documentFaults(document: AccessDocument, { at }: AccessFacts): Diagnostic[] {
  const size = sizeOf(document.document);
  const limit = limitOf(document);
  if (size <= limit) return [];
  const args = { what: `The policy ${document.name}`, size, unit: 'characters', limit };
  return [createDiagnostic('access-limit', args, at(pathOf(document.name)))];
}

function principalFaults({ name, arn, identity, trust }: AccessPrincipal, { at }: AccessFacts): Diagnostic[] {
  const roleName = arn.slice(arn.lastIndexOf('/') + 1);
  const found = [
    {
      what: `The name of the role ${name}`,
      size: trust === undefined ? 0 : roleName.length,
      unit: 'characters',
      limit: longestRoleName,
    },
    { what: `What ${name} is given`, size: identity.length, unit: 'policies', limit: mostPolicies },
  ];
  return found
    .filter(({ size, limit }) => size > limit)
    .map((args) => createDiagnostic('access-limit', args, at(pathOf(name))));
}

/** The service or reader that a document is made for. */
function pathOf(name: string): readonly string[] {
  const [kind = '', first = '', second = ''] = name.split('.');
  if (['execution', 'task', 'compute'].includes(kind)) return ['access', 'services', second];
  return kind === 'reader' ? ['access', 'readers', first] : ['access'];
}
