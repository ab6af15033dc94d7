import type {
  AccessDocument,
  AccessPlan,
  AccessPrincipal,
  DocumentKind,
  PolicyDocument,
} from '../../../src/access';
import type { CallAws } from './aws';
import { type CallIam, callIam, type Xml } from './iam';
import type { Real } from './real';

export interface Where {
  readonly project: string;
  /** Environments that have a key. */
  readonly keys: readonly string[];
  /** Names of the entries that are deployed, by environment and bucket. */
  readonly entries: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Everything about access that stands in the emulated AWS, under the names that the documents were planned by. */
export async function readAccess(real: Real, where: Where): Promise<AccessPlan> {
  const keys = await keysOf(real.aws, where);
  const reader = new AccessReader(callIam(real.endpoint), real.aws, keys, where);
  return reader.read();
}

/** The stand-in of each key's ARN, by the ARN. */
async function keysOf(aws: CallAws, { project, keys }: Where): Promise<ReadonlyMap<string, string>> {
  const pairs = keys.map(async (environment): Promise<[string, string]> => {
    const { KeyMetadata } = await aws('TrentService.DescribeKey', {
      KeyId: `alias/${project}/${environment}`,
    });
    const arn: string = KeyMetadata.Arn;
    return [arn, arn.replace(/[^/]*$/, environment)];
  });
  return new Map(await Promise.all(pairs));
}

class AccessReader {
  readonly #documents: AccessDocument[] = [];
  readonly #principals: AccessPrincipal[] = [];

  constructor(
    private readonly iam: CallIam,
    private readonly aws: CallAws,
    private readonly keys: ReadonlyMap<string, string>,
    private readonly where: Where,
  ) {}

  async read(): Promise<AccessPlan> {
    const policies = await this.readPolicies();
    const roles = await this.iam('ListRoles', {
      PathPrefix: `/fanout/${this.where.project}/`,
      MaxItems: '1000',
    });
    for (const name of roles.all('RoleName')) await this.readRole(name, policies);
    for (const environment of this.where.keys) await this.readResources(environment);
    const byName = <T extends { readonly name: string }>(items: readonly T[]): Record<string, T> =>
      Object.fromEntries(items.map((item) => [item.name, item]));
    return { documents: byName(this.#documents), principals: byName(this.#principals) };
  }

  /** @returns names of policies by ARN */
  private async readPolicies(): Promise<ReadonlyMap<string, string>> {
    const list = await this.iam('ListPolicies', { Scope: 'Local', MaxItems: '1000' });
    const names = new Map<string, string>();
    for (const [index, arn] of list.all('Arn').entries()) {
      const name = this.nameOf(list.all('PolicyName')[index] ?? '');
      names.set(arn, name);
      const version = await this.iam('GetPolicyVersion', {
        PolicyArn: arn,
        VersionId: list.all('DefaultVersionId')[index] ?? '',
      });
      this.add(
        name,
        name.startsWith('runtime-boundary.') ? 'boundary' : 'identity',
        documentIn(version, 'Document'),
      );
    }
    return names;
  }

  private async readRole(roleName: string, policies: ReadonlyMap<string, string>): Promise<void> {
    const name = this.nameOf(roleName);
    const role = await this.iam('GetRole', { RoleName: roleName });
    const inline = await this.iam('ListRolePolicies', { RoleName: roleName });
    const attached = await this.iam('ListAttachedRolePolicies', { RoleName: roleName });
    for (const PolicyName of inline.all('member')) {
      const policy = await this.iam('GetRolePolicy', { RoleName: roleName, PolicyName });
      this.add(name, 'identity', documentIn(policy, 'PolicyDocument'));
    }
    this.add(`${name}.trust`, 'trust', documentIn(role, 'AssumeRolePolicyDocument'));
    const [boundary] = role.all('PermissionsBoundaryArn');
    this.#principals.push({
      name,
      arn: role.one('Arn'),
      identity: [
        ...inline.all('member').map(() => name),
        ...attached.all('PolicyArn').map((arn) => policies.get(arn) ?? arn),
      ].sort(),
      trust: `${name}.trust`,
      ...(boundary === undefined ? {} : { boundary: policies.get(boundary) ?? boundary }),
    });
  }

  private async readResources(environment: string): Promise<void> {
    const key = await this.aws('TrentService.GetKeyPolicy', {
      KeyId: [...this.keys].find(([, standIn]) => standIn.endsWith(`/${environment}`))?.[0] ?? '',
      PolicyName: 'default',
    });
    this.add(`key-policy.${environment}`, 'key-policy', JSON.parse(key.Policy as string) as PolicyDocument);
    for (const [bucket, SecretId] of Object.entries(this.where.entries[environment] ?? {})) {
      const { ResourcePolicy } = await this.aws('secretsmanager.GetResourcePolicy', { SecretId });
      if (ResourcePolicy === undefined || ResourcePolicy === null) continue;
      const document = JSON.parse(ResourcePolicy as string) as PolicyDocument;
      this.add(`secret-policy.${environment}.${bucket}`, 'secret-policy', document);
    }
  }

  private nameOf(name: string): string {
    const prefix = `${this.where.project}.`;
    if (!name.startsWith(prefix)) throw new Error(`${name} is none of ours`);
    return name.slice(prefix.length);
  }

  private add(name: string, kind: DocumentKind, document: PolicyDocument): void {
    let text = JSON.stringify(document);
    for (const [arn, standIn] of this.keys) text = text.replaceAll(arn, standIn);
    this.#documents.push({ name, kind, document: JSON.parse(text) as PolicyDocument });
  }
}

/** IAM hands out documents URL-encoded. */
const documentIn = (xml: Xml, element: string): PolicyDocument =>
  JSON.parse(decodeURIComponent(xml.one(element))) as PolicyDocument;
