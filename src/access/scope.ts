import type { Access, BucketName, EnvironmentName, Manifest } from '../model';
import { partitionOf } from '../model/arn';
import type { EnvironmentOutline, FanOutPlan } from '../plan';

/** What the documents of an environment are made from. */
export interface AccessEnvironment extends EnvironmentOutline {
  readonly partition: string;
  /** Stands for the ARN of its KMS key, whose id is known only to AWS. */
  readonly keyArn: string;
  /** The environment whose key it uses: its own, or the one that it extends. */
  readonly keyOwner: EnvironmentName;
  /** The environments in whose name its values are encrypted: its own, and the one that it extends. */
  readonly contexts: readonly EnvironmentName[];
  /** The developer whose own environment it is. */
  readonly developer?: string;
}

/** Everything of one account. */
export interface AccountScope {
  readonly project: string;
  readonly manifest: Manifest;
  readonly access: Access;
  readonly account: string;
  readonly partition: string;
  /** What names of documents end in, where there are several accounts. */
  readonly suffix: string;
  readonly environments: readonly AccessEnvironment[];
}

/** The accounts of a plan, in code unit order. */
export function accountScopes(manifest: Manifest, access: Access, plan: FanOutPlan): readonly AccountScope[] {
  const accounts = [...new Set(plan.outlines.map(({ account }) => account))].sort();
  return accounts.map((account) => {
    const outlines = plan.outlines.filter((outline) => outline.account === account);
    return {
      project: plan.project,
      manifest,
      access,
      account,
      partition: partitionOf(outlines[0]?.region ?? ''),
      suffix: accounts.length === 1 ? '' : `.${account}`,
      environments: outlines.map(accessEnvironment),
    };
  });
}

function accessEnvironment(outline: EnvironmentOutline): AccessEnvironment {
  const { name, extends: parent, region, account } = outline;
  const partition = partitionOf(region);
  const keyOwner = parent ?? name;
  const developer = developerOf(outline);
  return {
    ...outline,
    partition,
    keyOwner,
    keyArn: `arn:${partition}:kms:${region}:${account}:key/${keyOwner}`,
    contexts: parent === undefined ? [name] : [name, parent],
    ...(developer === undefined ? {} : { developer }),
  };
}

/** `alice` of `dev-alice`, which extends `dev`. */
function developerOf({
  name,
  extends: parent,
  protected: isProtected,
}: EnvironmentOutline): string | undefined {
  return !isProtected && parent !== undefined && name.startsWith(`${parent}-`)
    ? name.slice(parent.length + 1)
    : undefined;
}

export const protectedOf = ({
  environments,
}: Pick<AccountScope, 'environments'>): readonly AccessEnvironment[] =>
  environments.filter((environment) => environment.protected);

/** Those that every developer may read: not protected, and nobody's own. */
export const sharedOf = ({
  environments,
}: Pick<AccountScope, 'environments'>): readonly AccessEnvironment[] =>
  environments.filter((environment) => !environment.protected && environment.developer === undefined);

/** Those of which developers may have a variant of their own: only those that extend nothing can be extended. */
export const extensibleOf = (scope: Pick<AccountScope, 'environments'>): readonly AccessEnvironment[] =>
  sharedOf(scope).filter((environment) => environment.extends === undefined);

/** The keys of these environments, each once. */
export const keysOf = (environments: readonly AccessEnvironment[]): readonly string[] => [
  ...new Set(environments.map(({ keyArn }) => keyArn)),
];

/** The names of the entries of an environment. */
export const entryNamesOf = ({ entries }: EnvironmentOutline): readonly string[] =>
  Object.values<string>(entries);

/** The names of the entries of some buckets of an environment; buckets that it has not are left out. */
export const namesOfBuckets = (
  { entries }: EnvironmentOutline,
  buckets: readonly BucketName[],
): readonly string[] =>
  buckets.flatMap((bucket) =>
    (Object.hasOwn(entries, bucket) ? [entries[bucket]] : []).filter((name) => name !== undefined),
  );
