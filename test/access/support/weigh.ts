import {
  type AccessRequest,
  type Decision,
  evaluate,
  fullAccess,
  type PoliciesInForce,
} from '../../../src/access/evaluate';
import type { AccessDocument } from '../../../src/access/policy';
import { type Actor, administratorAccess, readingsOf, type Step, type Weighed, weighed } from './request';
import { documentOf } from './statement';
import { account } from './workspace';
import type { World } from './world';

/** One kind of policy by itself, with everything else wide open. */
export const layers = ['guardrail', 'own policies', 'resource policy', 'boundary', 'scp'] as const;
export type LayerAlone = (typeof layers)[number];

/**
 * As generated; with AdministratorAccess for whoever acts; with every Deny taken out and
 * keys left to identities, which shows what those are granted at all;
 * or one layer alone.
 */
export type Setup = 'generated' | 'administrator' | 'without denies' | LayerAlone;

const granting = new WeakMap<AccessDocument, AccessDocument>();

const allowsOnly = new WeakSet<AccessDocument>();
export const isAllowsOnly = (document: AccessDocument): boolean => allowsOnly.has(document);

/** What a document allows, and nothing of what it denies. */
export function allowsOf(document: AccessDocument): AccessDocument {
  const known = granting.get(document);
  if (known !== undefined) return known;
  const { Statement } = document.document;
  const made = {
    ...document,
    document: { ...document.document, Statement: Statement.filter(({ Effect }) => Effect === 'Allow') },
  };
  granting.set(document, made);
  allowsOnly.add(made);
  return made;
}

/** Leaves it to identity and boundary, as an open key policy or trust does. */
const delegating: AccessDocument = {
  ...documentOf('key-policy', {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root`, Service: '*', Federated: '*' },
    Action: '*',
    Resource: '*',
  }),
  name: 'open',
};
const open: AccessDocument = {
  ...documentOf('key-policy', { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
  name: 'open',
};

const isGuardrail = ({ name }: AccessDocument): boolean => name.startsWith('guardrail');

/** What has a say in a request under a setup. */
export function policiesIn(setup: Setup, world: World, { party, target }: Weighed): PoliciesInForce {
  const { identity, boundary, caller } = party;
  const resource = target.policy === undefined ? {} : { resource: target.policy };
  const capped = boundary === undefined ? {} : { boundary };
  const outside = caller.kind === 'service' || caller.kind === 'federated';
  const openResource =
    target.policy?.kind === 'secret-policy' ||
    (target.policy === undefined && !/:key\/|:role\//.test(target.arn))
      ? {}
      : { resource: outside ? open : delegating };
  switch (setup) {
    case 'generated':
      return { identity, ...resource, ...capped };
    case 'administrator':
      return { identity: [...identity, administratorAccess], ...resource, ...capped };
    case 'without denies':
      return {
        identity: identity.filter((document) => document !== administratorAccess).map(allowsOf),
        ...(target.policy?.kind === 'trust' ? { resource: allowsOf(target.policy) } : openResource),
      };
    case 'guardrail':
      return { identity: [administratorAccess, ...identity.filter(isGuardrail)], ...openResource };
    case 'own policies':
      return {
        identity: [administratorAccess, ...identity.filter((document) => !isGuardrail(document))],
        ...openResource,
      };
    case 'resource policy':
      return { identity: [administratorAccess], ...(target.policy === undefined ? openResource : resource) };
    case 'boundary':
      return { identity: [administratorAccess], ...openResource, ...capped };
    case 'scp':
      return {
        identity: [administratorAccess],
        ...openResource,
        scp: [world.access.documents.scp!, fullAccess],
      };
  }
}

const strength: Readonly<Record<Decision['answer'], number>> = {
  allowed: 0,
  implicitDeny: 1,
  explicitDeny: 2,
};

/** The weakest answer among the readings of a request. */
export const weakest = (readings: readonly AccessRequest[], policies: PoliciesInForce): Decision =>
  readings
    .map((request) => evaluate(request, policies))
    .reduce((least, next) => (strength[next.answer] < strength[least.answer] ? next : least));

export const weighStep = (world: World, asked: Weighed, setup: Setup): Decision =>
  weakest(readingsOf(asked.request), policiesIn(setup, world, asked));

/** Everything that has to succeed: the answer is that of the first step which does not. */
export function weigh(world: World, steps: readonly Step[], actor: Actor, setup: Setup): Decision {
  const decisions = steps.map((step) => weighStep(world, weighed(world, step, actor), setup));
  return decisions.find(({ answer }) => answer !== 'allowed') ?? decisions.at(-1)!;
}

/**
 * `allowed`, `explicitDeny by DOCUMENT`, or `implicitDeny: nothing in LAYER`. A document that goes on in `NAME.2` is
 * told by its name alone: where it is split differs with the length of names.
 */
export const textOf = (decision: Decision): string => {
  if (decision.answer === 'allowed') return 'allowed';
  return decision.answer === 'explicitDeny'
    ? `explicitDeny by ${decision.by.document.replace(/\.\d+$/, '')}`
    : `implicitDeny: nothing in ${decision.missing}`;
};
