import { createHash } from 'node:crypto';
import type { Backend, BucketName, CanonicalName, EnvironmentName, TargetName } from '../../src/model';
import type {
  BucketPlan,
  BucketStatus,
  EntryPlan,
  EnvironmentPlan,
  FanOutPlan,
  KeyPlan,
  ValueSource,
} from '../../src/plan/plan';
import { parseTemplate, templateNames } from '../../src/plan/template';

export interface BucketSpec {
  /** By target: `{ secret }`, `{ template }` over the environment's sources, or a text. */
  readonly targets: Readonly<Record<string, { secret: string } | { template: string } | string>>;
  readonly status?: BucketStatus;
  readonly adopts?: string;
  readonly version?: number;
  readonly secretName?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface EnvironmentSpec {
  readonly sources?: Readonly<Record<string, ValueSource>>;
  readonly buckets: Readonly<Record<string, BucketSpec>>;
  readonly protected?: boolean;
  readonly account?: string;
  readonly region?: string;
  readonly backend?: Backend;
  readonly keyAlias?: string;
  readonly recoveryWindow?: number;
}

export const account = '123456789012';
export const region = 'us-east-1';

/** A plan made by hand, with what a test does not speak of filled in. */
export function buildPlan(
  environments: Readonly<Record<string, EnvironmentSpec>>,
  rest: { readonly foundation?: FanOutPlan['foundation']; readonly project?: string } = {},
): FanOutPlan {
  const project = rest.project ?? 'my-app';
  return {
    project,
    tags: {},
    foundation: rest.foundation ?? null,
    outlines: [],
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, spec]) => [name, environmentPlan(project, name, spec)]),
    ),
  };
}

/** The key of an environment, for a foundation made by hand. */
export function buildKey(environment: string, rest: Partial<KeyPlan> = {}): KeyPlan {
  return {
    environment: environment as EnvironmentName,
    account,
    region,
    protected: true,
    alias: `alias/my-app/${environment}`,
    ...rest,
  };
}

function environmentPlan(project: string, name: string, spec: EnvironmentSpec): EnvironmentPlan {
  return {
    name: name as EnvironmentName,
    protected: spec.protected ?? false,
    account: spec.account ?? account,
    region: spec.region ?? region,
    keyAlias: spec.keyAlias ?? `alias/${project}/${name}`,
    branches: [],
    ...(spec.backend === undefined ? {} : { backend: spec.backend }),
    recoveryWindow: spec.recoveryWindow ?? 7,
    sources: spec.sources ?? {},
    buckets: Object.fromEntries(
      Object.entries(spec.buckets).map(([bucket, of]) => [
        bucket,
        bucketPlan(project, name, bucket, of, spec),
      ]),
    ),
  };
}

function bucketPlan(
  project: string,
  environment: string,
  name: string,
  spec: BucketSpec,
  { sources = {} }: EnvironmentSpec,
): BucketPlan {
  const { status = 'ready', adopts } = spec;
  const isWritten = status === 'ready' && adopts === undefined;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([spec.targets, sources]))
    .digest('hex');
  const entries = Object.entries(spec.targets).map(([target, value]) => [target, entryPlan(value, sources)]);
  return {
    name: name as BucketName,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    secretName: spec.secretName ?? `${name}-secrets-${environment}`,
    status,
    unset: [],
    ...(adopts === undefined ? {} : { adopts }),
    fingerprint: isWritten ? fingerprint : null,
    version: isWritten ? (spec.version ?? Number.parseInt(fingerprint.slice(0, 12), 16)) : null,
    tags: spec.tags ?? { Project: project, Environment: environment, Bucket: name, ManagedBy: 'fanout' },
    entries: Object.fromEntries(entries) as Record<TargetName, EntryPlan>,
    excludeFromPreview: [],
  };
}

function entryPlan(
  value: { secret: string } | { template: string } | string,
  sources: Readonly<Record<string, ValueSource>>,
): EntryPlan {
  if (typeof value === 'string') {
    return { from: { config: 'SOME_CONFIG' as CanonicalName }, layer: 'originals', value };
  }
  if ('secret' in value) return { from: { secret: value.secret as CanonicalName }, layer: 'originals' };
  const names = templateNames(parseTemplate(value.template).parts);
  const isConfig = (name: string): boolean => sources[name]?.kind === 'config';
  const from = {
    template: value.template,
    secrets: names.filter((name) => !isConfig(name)),
    config: names.filter(isConfig),
  };
  return { from, layer: 'values' };
}
