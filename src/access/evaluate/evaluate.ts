import type { AccessDocument } from '../policy';
import { type CompiledStatement, compileDocument } from './compile';
import { accountOf, contextOf, type RequestContext } from './context';
import type { DecidingStatement, Decision, Layer } from './decision';
import { type Naming, namingOf, namings } from './principals';
import type { AccessRequest, Caller } from './request';

/** The policies that have a say in a request. */
export interface PoliciesInForce {
  /** Of the caller; all of them together. */
  readonly identity: readonly AccessDocument[];
  readonly boundary?: AccessDocument;
  /** Of the entry or key, or the trust of the role that is to be assumed. */
  readonly resource?: AccessDocument;
  /**
   * Of the organization, on users, roles and root of its accounts; none where the account is in none. They have to
   * allow, too: see `fullAccess`.
   */
  readonly scp?: readonly AccessDocument[];
}

/** What AWS attaches beside service control policies that only deny. */
export const fullAccess: AccessDocument = {
  name: 'FullAWSAccess',
  kind: 'scp',
  document: {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
  },
};

interface Asked {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

interface Found {
  readonly by: DecidingStatement;
  readonly naming: Naming;
}

/** The statement of that effect that matches; of those of a resource policy the one that names the caller best. */
function find(
  effect: CompiledStatement['effect'],
  layer: Layer,
  documents: readonly AccessDocument[],
  asked: Asked,
): Found | undefined {
  let best: Found | undefined;
  for (const { name, document } of documents) {
    for (const statement of compileDocument(document)) {
      if (statement.effect !== effect) continue;
      const naming = layer === 'resource' ? namingOf(statement.principal, asked.caller) : 'name';
      if (naming === 'none' || !statement.matches(asked.action, asked.resource, asked.context)) continue;
      const found: Found = { by: { layer, document: name, sid: statement.sid }, naming };
      if (layer !== 'resource' || effect === 'Deny') return found;
      if (best === undefined || namings.indexOf(naming) < namings.indexOf(best.naming)) best = found;
    }
  }
  return best;
}

/** Keys and roles let in nobody whom their own policy does not; entries leave it to the identity's. */
const asksResourceFirst = ({ action, resource }: Asked): boolean =>
  (action.startsWith('kms:') && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource)) ||
  (action.startsWith('sts:') && /^arn:[^:]*:iam::[^:]*:role\//.test(resource));

const implicit = (missing: Layer): Decision => ({ answer: 'implicitDeny', missing });

/**
 * Deny over Allow over nothing, in one account and across two.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: AccessRequest, policies: PoliciesInForce): Decision {
  const asked: Asked = {
    caller: request.caller,
    action: request.action.toLowerCase(),
    resource: request.resource,
    context: contextOf(request),
  };
  const outside = request.caller.kind === 'service' || request.caller.kind === 'federated';
  const byLayer: readonly (readonly [Layer, readonly AccessDocument[]])[] = [
    ['scp', outside ? [] : (policies.scp ?? [])],
    ['resource', policies.resource === undefined ? [] : [policies.resource]],
    ['identity', policies.identity],
    ['boundary', policies.boundary === undefined ? [] : [policies.boundary]],
  ];
  for (const [layer, documents] of byLayer) {
    const denied = find('Deny', layer, documents, asked);
    if (denied !== undefined) return { answer: 'explicitDeny', by: denied.by };
  }
  return allowance(asked, policies, new Map(byLayer));
}

function allowance(
  asked: Asked,
  policies: PoliciesInForce,
  byLayer: ReadonlyMap<Layer, readonly AccessDocument[]>,
): Decision {
  const allowing = (layer: Layer): Found | undefined => find('Allow', layer, byLayer.get(layer) ?? [], asked);
  const { caller } = asked;
  if (byLayer.get('scp')?.length && !allowing('scp')) return implicit('scp');

  const granted = allowing('resource');
  if (asksResourceFirst(asked) && granted === undefined) return implicit('resource');
  if (caller.kind === 'service' || caller.kind === 'federated') {
    return granted === undefined ? implicit('resource') : { answer: 'allowed', by: granted.by };
  }
  const account = accountOf(asked.resource);
  const across = account !== undefined && account !== accountOf(caller.arn);
  if (across && granted === undefined) return implicit('resource');

  const enough = granted !== undefined && granted.naming !== 'account' && !across;
  const own = caller.kind === 'root' ? rootMay(granted) : allowing('identity');
  if (!enough && own === undefined) return implicit('identity');

  // A grant to a role is capped by its boundary; one to a session, a user or everybody is not.
  const uncapped = enough && granted.naming !== 'name';
  if (policies.boundary !== undefined && !uncapped && !allowing('boundary')) return implicit('boundary');
  return { answer: 'allowed', by: (enough ? granted : own!).by };
}

/** The root of an account has no policies of its own and may everything that is not denied. */
const rootMay = (granted: Found | undefined): Found =>
  granted ?? { by: { layer: 'identity', document: 'root', sid: 'Everything' }, naming: 'name' };
