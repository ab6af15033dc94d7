import type { BucketName, EnvironmentName, ServiceName } from '../model';
import { toRecord } from '../plan';
import type { AccessSubject } from './answers/subject';
import { readersIn } from './documents/reader';
import { environmentPath, foundationPath, foundationPolicy, iamName } from './names';
import type { AccessPlan, PolicyDocument } from './policy';
import { type AccessEnvironment, type AccountScope, accountScopes } from './scope';
import { documentName, type Placed, type RuntimeRoleKind, roleKinds, servicesIn } from './services';

/** A role, as a stack makes it. */
export interface RoleDeployment {
  /** What it is called in its stack; contract, since a renamed role is made anew. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  /** What it may, inline; undefined where it has policies of their own. */
  readonly inline?: PolicyDocument;
  /** Ids of the policies of its stack that are attached to it. */
  readonly attached: readonly string[];
  /** ARN of its boundary. */
  readonly boundary?: string;
}

/** A policy of its own. */
export interface PolicyDeployment {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly document: PolicyDocument;
}

/** What the foundation of an account makes of access. */
export interface FoundationAccess {
  /** Whether it makes the provider that GitHub's tokens are checked by. */
  readonly makesGithubProvider: boolean;
  readonly policies: readonly PolicyDeployment[];
  readonly roles: readonly RoleDeployment[];
  readonly keyPolicies: Readonly<Record<EnvironmentName, PolicyDocument>>;
}

/** A service, as far as its stack tells others about it. */
export interface ServiceDeployment {
  readonly name: ServiceName;
  readonly kind: Placed['kind'];
  readonly buckets: readonly BucketName[];
  /** Those of them whose entry it fills itself, outside Terraform. */
  readonly writer: readonly BucketName[];
  /** Ids of its roles, by what they are for. */
  readonly roles: Readonly<Partial<Record<RuntimeRoleKind, string>>>;
  /** The id of an Amplify app, where it is known. */
  readonly app?: string;
}

/** What the stack of an environment makes of access. */
export interface EnvironmentAccess {
  readonly roles: readonly RoleDeployment[];
  readonly entryPolicies: Readonly<Record<BucketName, PolicyDocument>>;
  readonly services: readonly ServiceDeployment[];
}

/** Who deploys what: the foundation of each account by its number, and the stack of each environment by its name. */
export interface AccessDeployment {
  readonly foundations: Readonly<Record<string, FoundationAccess>>;
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentAccess>>;
}

/** What stacks make of the documents; null where the manifest says nothing about access. */
export function deployAccess({ manifest, plan, access }: AccessSubject): AccessDeployment | null {
  if (manifest.access === undefined) return null;
  const scopes = accountScopes(manifest, manifest.access, plan);
  return {
    foundations: toRecord(scopes.map((scope) => [scope.account, foundationAccess(scope, access)])),
    environments: toRecord(
      scopes.flatMap((scope) =>
        scope.environments.map(
          (environment) => [environment.name, environmentAccess(scope, environment, access)] as const,
        ),
      ),
    ),
  };
}

/** Dots stand in no id of Terraform's, and underscores in no name of ours. */
const idOf = (document: string): string => document.replaceAll('.', '_');

function foundationAccess(scope: AccountScope, plan: AccessPlan): FoundationAccess {
  const { project, suffix, environments, access } = scope;
  const path = foundationPath(project);
  const policyOf = (document: string, description: string): PolicyDeployment => ({
    id: idOf(document),
    name: iamName(project, document),
    path,
    description,
    document: documentNamed(plan, document),
  });
  const people = ['developer', 'secret-author'].flatMap(
    (name) => plan.principals[`${name}${suffix}`]?.identity ?? [],
  );
  const roles = [
    { document: `ci-plan${suffix}`, description: `Plans ${project}, and reads no value` },
    { document: `break-glass${suffix}`, description: `Everything of ${project}, for emergencies` },
    ...environments.map(({ name }) => ({
      document: `ci-deploy.${name}`,
      description: `Deploys ${project} to ${name}`,
    })),
    ...readersIn(scope).map(({ name }) => ({
      document: `reader.${name}${suffix}`,
      description: `Reads entries of ${project} for ${name}`,
    })),
  ].filter(({ document }) => plan.principals[document] !== undefined);
  return {
    makesGithubProvider: access.github?.provider === 'create',
    policies: [
      ...people.map((document) => policyOf(document, `Access to ${project}: ${document}`)),
      ...environments.map(({ name }) =>
        policyOf(`runtime-boundary.${name}`, `Caps what services of ${project} may in ${name}`),
      ),
      ...roles.flatMap(({ document, description }) =>
        partsOf(plan, document).map((part) => policyOf(part, description)),
      ),
    ],
    roles: roles.map(({ document, description }) => ({
      ...roleOf(plan, document, idOf(document), project),
      path,
      description,
    })),
    keyPolicies: toRecord(
      environments
        .filter(({ name, keyOwner }) => name === keyOwner)
        .map(({ name }) => [name, documentNamed(plan, `key-policy.${name}`)] as const),
    ),
  };
}

/** The policies that a role is given besides itself: those of one that is too much to stand inline. */
function partsOf(plan: AccessPlan, principal: string): readonly string[] {
  const identity = plan.principals[principal]?.identity ?? [];
  return identity.length > 1 ? identity : [];
}

function roleOf(
  plan: AccessPlan,
  principal: string,
  id: string,
  project: string,
): Pick<RoleDeployment, 'id' | 'name' | 'trust' | 'inline' | 'attached'> {
  const parts = partsOf(plan, principal);
  return {
    id,
    name: iamName(project, principal),
    trust: documentNamed(plan, `${principal}.trust`),
    ...(parts.length === 0 ? { inline: documentNamed(plan, principal) } : {}),
    attached: parts.map(idOf),
  };
}

function environmentAccess(
  scope: AccountScope,
  environment: AccessEnvironment,
  plan: AccessPlan,
): EnvironmentAccess {
  const { project } = scope;
  const services = servicesIn(scope, environment);
  const boundary = foundationPolicy(scope, `runtime-boundary.${environment.name}`);
  const entryPolicies = (Object.keys(environment.entries) as BucketName[]).flatMap((bucket) => {
    const document = plan.documents[`secret-policy.${environment.name}.${bucket}`];
    return document === undefined ? [] : [[bucket, document.document] as const];
  });
  return {
    roles: services.flatMap((service) =>
      roleKinds(service).map((kind) => ({
        ...roleOf(plan, documentName(kind, service), runtimeId(kind, service), project),
        path: environmentPath(project, environment.name),
        description: `The ${kind} role of ${service.name} in ${environment.name}`,
        boundary,
      })),
    ),
    entryPolicies: toRecord(entryPolicies),
    services: services.map((service) => ({
      name: service.name,
      kind: service.kind,
      buckets: service.buckets,
      writer: service.kind === 'ecs' ? [] : service.writer,
      roles: Object.fromEntries(roleKinds(service).map((kind) => [kind, runtimeId(kind, service)])),
      ...(service.kind === 'amplify' && service.app !== undefined ? { app: service.app } : {}),
    })),
  };
}

const runtimeId = (kind: RuntimeRoleKind, { name }: Placed): string => `${kind}_${name}`;

function documentNamed({ documents }: AccessPlan, name: string): PolicyDocument {
  const found = documents[name];
  if (found === undefined) throw new Error(`There is no document ${name}`);
  return found.document;
}
