import type { PlannedEntry, SeenEntry } from '../../../src/commands/drift/compare-entry';
import type { EntryOutput } from '../../../src/terraform';
import type { EntryDescription } from '../../../src/values/aws';
import { account, type BucketSpec, buildPlan, region } from '../../support/plan-builder';

export const version = 'terraform-20260201000000000000000001';
export const keyAlias = 'alias/my-app/dev';
export const keyArn = `arn:aws:kms:${region}:${account}:key/1234abcd`;
export const key = { arn: keyArn, account, state: 'Enabled' };
export const arnOf = (name: string, suffix = 'AbCdEf'): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;

/** An entry that stands as its bucket is planned, with whatever else it says. */
export function described(
  name: string,
  rest: Partial<EntryDescription> = {},
  bucket = 'api',
): EntryDescription {
  return {
    arn: arnOf(name),
    name,
    description: '',
    kmsKeyId: keyArn,
    deletionDate: null,
    rotationEnabled: false,
    tags: { Project: 'my-app', Environment: 'dev', Bucket: bucket, ManagedBy: 'fanout' },
    stages: { [version]: ['AWSCURRENT'] },
    replicas: [],
    ...rest,
  };
}

/** Bucket `api` of `dev`, deployed as it is planned, with whatever is otherwise. */
export function plannedEntry(rest: Partial<PlannedEntry> = {}, spec: Partial<BucketSpec> = {}): PlannedEntry {
  const plan = buildPlan({ dev: { buckets: { api: { targets: { A: 'a' }, ...spec } } } });
  const bucket = Object.values(plan.environments)[0]?.buckets;
  const [api] = Object.values(bucket ?? {});
  if (api === undefined) throw new Error('the plan has no bucket');
  return {
    bucket: api,
    policy: undefined,
    filledOutside: false,
    deployed: output(api.secretName, { fingerprint: api.fingerprint }),
    keyAlias,
    key,
    ...rest,
  };
}

export const output = (name: string, rest: Partial<EntryOutput> = {}): EntryOutput => ({
  name,
  arn: arnOf(name),
  versionId: version,
  fingerprint: 'f00d',
  ...rest,
});

export const seen = (rest: Partial<EntryDescription> = {}, policy: string | null = null): SeenEntry => ({
  description: described('api-secrets-dev', rest),
  policy,
});
