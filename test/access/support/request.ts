import type { AccessRequest, Caller, ContextKeys } from '../../../src/access/evaluate';
import type { AccessDocument, AccessPrincipal } from '../../../src/access/policy';
import { documentOf } from './statement';
import { account, project, region } from './workspace';
import { type Target, targetOf, type World } from './world';

type Tags = Readonly<Record<string, string>>;

/** Who acts in a case. One of `role`, `person`, `stranger`, `service` and `token` says which kind. */
export interface Actor {
  /** A principal of the generated plan: a role, or a kind of people. */
  readonly principal?: string;
  /** Somebody to whom only these documents are attached; the role is not a generated one. */
  readonly holder?: readonly string[];
  /** Host name of an AWS service that acts for itself. */
  readonly service?: string;
  /** Claims of a token of GitHub; `aud`, `repository_id` and `ref` are filled in as they should be. */
  readonly token?: Tags;
  /** In place of the role's own, or of the one made up. */
  readonly arn?: string;
  /** Of the role or the session. */
  readonly tags?: Tags;
  /** What else every request of the session carries. */
  readonly context?: ContextKeys;
  /** With AdministratorAccess besides. */
  readonly administrator?: boolean;
}

/** One request of a case. */
export interface Step {
  readonly action: string;
  /** See `targetOf`. @default - `*` */
  readonly on?: string;
  /** Another than who acts in the whole case. */
  readonly as?: Actor;
  /** What the target's tags are instead; null takes one away, or all of them. */
  readonly tags?: Readonly<Record<string, string | null>> | null;
  /** Tags that the request sets. */
  readonly sets?: Tags;
  /** Decryption and the like: what value of git it is for, as `ENVIRONMENT` or `ENVIRONMENT/NAME`. */
  readonly value?: string;
  /** The same, on behalf of the caller by Secrets Manager for an entry. */
  readonly through?: string;
  readonly context?: ContextKeys;
  /** The policy of the target was taken off before, or is not there yet. */
  readonly bare?: boolean;
}

/** Who asks, with the policies that are attached to them. */
export interface Party {
  readonly caller: Caller;
  readonly identity: readonly AccessDocument[];
  readonly boundary?: AccessDocument;
  readonly context: ContextKeys;
}

/** A request, and the policy of what it is about. */
export interface Weighed {
  readonly party: Party;
  readonly request: AccessRequest;
  readonly target: Target;
}

export const administratorAccess: AccessDocument = {
  ...documentOf('identity', { Effect: 'Allow', Action: '*', Resource: '*' }),
  name: 'AdministratorAccess',
};

const somebody = `arn:aws:iam::${account}:role/somebody`;
const issuer = 'token.actions.githubusercontent.com';

const prefixed = (prefix: string, tags: Tags = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${prefix}${name}`, value]));

function documentNamed({ access }: World, name: string): AccessDocument {
  const document = access.documents[name];
  if (document === undefined) throw new Error(`There is no document ${name}`);
  return document;
}

/** A document that is too long for one policy goes on in others, whose names begin like its own. */
const documentsHeld = ({ access }: World, names: readonly string[]): readonly string[] =>
  names.flatMap((name) =>
    Object.keys(access.documents).filter((each) => each === name || each.startsWith(`${name}.`)),
  );

function principalNamed({ access }: World, name: string): AccessPrincipal {
  const principal = access.principals[name];
  if (principal === undefined) throw new Error(`There is no principal ${name}`);
  return principal;
}

export function partyOf(world: World, actor: Actor): Party {
  const outsider =
    actor.service ??
    (actor.token === undefined ? undefined : `arn:aws:iam::${account}:oidc-provider/${issuer}`);
  if (outsider !== undefined) {
    const claims = actor.token && {
      aud: 'sts.amazonaws.com',
      repository_id: '789012',
      ref: 'refs/heads/main',
      ...actor.token,
    };
    return {
      caller: { kind: actor.service === undefined ? 'federated' : 'service', arn: actor.arn ?? outsider },
      identity: [],
      context: prefixed(`${issuer}:`, claims),
    };
  }
  const principal = actor.principal === undefined ? undefined : principalNamed(world, actor.principal);
  const names = principal?.identity ?? documentsHeld(world, actor.holder ?? []);
  const arn = actor.arn ?? principal?.arn ?? somebody;
  return {
    caller: { kind: arn.endsWith(':root') ? 'root' : 'role', arn },
    identity: [
      ...names.map((name) => documentNamed(world, name)),
      ...(actor.administrator ? [administratorAccess] : []),
    ],
    ...(principal?.boundary === undefined ? {} : { boundary: documentNamed(world, principal.boundary) }),
    context: { ...prefixed('aws:PrincipalTag/', actor.tags), ...actor.context },
  };
}

function valueContext(value: string): ContextKeys {
  const [environment = '', name = 'DB_PASSWORD'] = value.split('/');
  return {
    ...prefixed('kms:EncryptionContext:', { project, environment, name }),
    'kms:EncryptionContextKeys': ['project', 'environment', 'name'],
  };
}

/** What KMS sees when Secrets Manager uses a key for its caller. */
function throughContext(world: World, entry: string): ContextKeys {
  const { arn } = targetOf(world, entry);
  return {
    'kms:ViaService': `secretsmanager.${arn.split(':')[3]}.amazonaws.com`,
    'kms:EncryptionContext:SecretARN': arn,
    'kms:EncryptionContextKeys': ['SecretARN', 'SecretVersionId'],
  };
}

function tagsInstead(context: ContextKeys, tags: Step['tags']): ContextKeys {
  if (tags === undefined) return context;
  const kept = Object.entries(context).filter(
    ([key]) =>
      !key.startsWith('aws:ResourceTag/') ||
      (tags !== null && !(key.slice('aws:ResourceTag/'.length) in tags)),
  );
  const given = Object.entries(tags ?? {}).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[`aws:ResourceTag/${name}`, value]],
  );
  return Object.fromEntries([...kept, ...given]);
}

/** The request of a step. @param actor - of the whole case */
export function weighed(world: World, step: Step, actor: Actor): Weighed {
  const party = partyOf(world, step.as ?? actor);
  const { policy, ...found } = targetOf(world, step.on ?? '*');
  const target: Target = { ...found, ...(policy === undefined || step.bare ? {} : { policy }) };
  const request: AccessRequest = {
    caller: party.caller,
    action: step.action,
    resource: target.arn,
    context: {
      'aws:RequestedRegion': region,
      ...(step.action.startsWith('kms:')
        ? { 'kms:CallerAccount': party.caller.arn.split(':')[4] ?? '' }
        : {}),
      ...party.context,
      ...tagsInstead(target.context, step.tags),
      ...prefixed('aws:RequestTag/', step.sets),
      ...(step.sets === undefined ? {} : { 'aws:TagKeys': Object.keys(step.sets) }),
      ...(step.value === undefined ? {} : valueContext(step.value)),
      ...(step.through === undefined ? {} : throughContext(world, step.through)),
      ...step.context,
    },
  };
  return { party, request, target };
}

/**
 * Tags that differ only by case stand beside each other on a resource, and IAM does not say which of them a condition
 * sees: every choice is asked.
 */
export function readingsOf(request: AccessRequest): readonly AccessRequest[] {
  const groups = new Map<string, [string, string | readonly string[]][]>();
  for (const [key, value] of Object.entries(request.context ?? {})) {
    const name = key.toLowerCase();
    groups.set(name, [...(groups.get(name) ?? []), [key, value]]);
  }
  let readings: [string, string | readonly string[]][][] = [[]];
  for (const group of groups.values()) {
    readings = readings.flatMap((reading) => group.map((entry) => [...reading, entry]));
  }
  return readings.map((context) => ({ ...request, context: Object.fromEntries(context) }));
}
