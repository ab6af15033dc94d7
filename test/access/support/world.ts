import { planAccess } from '../../../src/access';
import type { ContextKeys } from '../../../src/access/evaluate';
import type { AccessDocument, AccessPlan } from '../../../src/access/policy';
import { planned } from '../../support/workspace-builder';
import { documentOf } from './statement';
import { accessWorkspace, account, type NameTemplate, project, region } from './workspace';

/** Everything that decides a request: the generated documents, and the names that they speak of. */
export interface World {
  readonly template: NameTemplate;
  readonly access: AccessPlan;
  /** Names of entries, by environment and bucket. */
  readonly entries: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** @param access - what the access section says otherwise */
export function worldOf(template: NameTemplate, access: Readonly<Record<string, unknown>> = {}): World {
  const { workspace, plan } = planned(accessWorkspace(template, access));
  const [made, diagnostics] = planAccess(workspace.manifest.value, plan);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(`The workspace is faulty: ${errors.map(({ code }) => code).join(', ')}`);
  return {
    template,
    access: made,
    entries: Object.fromEntries(plan.outlines.map(({ name, entries }) => [name, entries])),
  };
}

/** What a request is about, as policies see it. */
export interface Target {
  readonly arn: string;
  /** Tags and names that AWS reports with it. */
  readonly context: ContextKeys;
  /** Its own policy. */
  readonly policy?: AccessDocument;
}

const otherRegion = 'eu-west-1';
const tagged = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value]));

/** The environment whose key an environment uses. */
export const keyOwner = (environment: string): string => environment.replace(/^dev-.*/, 'dev');

function entryTarget({ access, entries }: World, path: string, where: string): Target {
  const [environment = '', bucket = ''] = path.split('/');
  const name = entries[environment]?.[bucket];
  if (name === undefined) throw new Error(`There is no entry ${path}`);
  const policy = access.documents[`secret-policy.${environment}.${bucket}`];
  return {
    arn: `arn:aws:secretsmanager:${where}:${account}:secret:${name}-AbCdEf`,
    context: {
      'secretsmanager:Name': name,
      ...tagged({ Project: project, Environment: environment, Bucket: bucket, ManagedBy: 'fanout' }),
    },
    // A replica has none: a policy is attached where an entry is first made.
    ...(policy === undefined || where !== region ? {} : { policy }),
  };
}

/** An entry that is about to be made: nobody has given it a random end or tags yet. */
function unmadeTarget(world: World, path: string): Target {
  const { arn, context } = entryTarget(world, path, region);
  const { 'secretsmanager:Name': name = '' } = context;
  return { arn: arn.replace(/-[A-Za-z0-9]{6}$/, ''), context: { 'secretsmanager:Name': name } };
}

function keyTarget({ access }: World, environment: string): Target {
  const policy = access.documents[`key-policy.${environment}`];
  if (policy === undefined) throw new Error(`There is no key of ${environment}`);
  return {
    arn: `arn:aws:kms:${region}:${account}:key/${environment}`,
    context: {
      'kms:ResourceAliases': [`alias/${project}/${environment}`],
      ...tagged({ Project: project, Environment: environment, ManagedBy: 'fanout', CostCenter: 'platform' }),
    },
    policy,
  };
}

/** A key of somebody else in the account, whose policy leaves it to identities as most do. */
const otherKey: Target = {
  arn: `arn:aws:kms:${region}:${account}:key/of-others`,
  context: {},
  policy: {
    ...documentOf('key-policy', {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    }),
    name: 'key policy of others',
  },
};

function roleTarget({ access }: World, name: string): Target {
  const principal = access.principals[name];
  if (principal === undefined) throw new Error(`There is no role ${name}`);
  const policy = access.documents[principal.trust ?? ''];
  return { arn: principal.arn, context: {}, ...(policy === undefined ? {} : { policy }) };
}

/**
 * `entry ENV/BUCKET`, `replica ENV/BUCKET` (in another region), `unmade ENV/BUCKET` (with no random end yet), `key ENV`, `key of-others`, `role NAME`, an ARN (with nothing known about
 * it), or `*`.
 */
export function targetOf(world: World, text: string): Target {
  const [kind = '', name = ''] = text.split(' ');
  switch (kind) {
    case 'entry':
      return entryTarget(world, name, region);
    case 'replica':
      return entryTarget(world, name, otherRegion);
    case 'unmade':
      return unmadeTarget(world, name);
    case 'key':
      return name === 'of-others' ? otherKey : keyTarget(world, name);
    case 'role':
      return roleTarget(world, name);
    default:
      if (kind !== '*' && !kind.startsWith('arn:')) throw new Error(`Nobody knows what ${text} is`);
      return { arn: kind, context: {} };
  }
}
