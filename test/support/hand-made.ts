import type { CheckResult } from '../../src/commands/check';
import { summarize } from '../../src/commands/summary';
import type { Diagnostic, SourceTexts } from '../../src/diagnostics';
import type { BucketName, CanonicalName, EnvironmentName, TargetName } from '../../src/model';
import type { BucketPlan, EntryPlan, EnvironmentPlan, FanOutPlan } from '../../src/plan';
import { createPage, type Page } from '../../src/views/page';

/** A page without colours. */
export const pageOf = (width: number): Page => createPage({ width, color: false });

export const secret = (name: string): EntryPlan['from'] => ({ secret: name as CanonicalName });
export const config = (name: string): EntryPlan['from'] => ({ config: name as CanonicalName });
export const template = (text: string, secrets: string[], names: string[]): EntryPlan['from'] => ({
  template: text,
  secrets: secrets as CanonicalName[],
  config: names as CanonicalName[],
});

export function bucketPlan(
  name: string,
  entries: Record<string, EntryPlan>,
  props: Partial<Omit<BucketPlan, 'unset'>> & { readonly unset?: readonly string[] } = {},
): BucketPlan {
  return {
    name: name as BucketName,
    secretName: `${name}-secrets-dev`,
    status: 'ready',
    fingerprint: 'f1',
    version: 123,
    tags: {},
    entries: entries as Record<TargetName, EntryPlan>,
    excludeFromPreview: [],
    ...props,
    unset: (props.unset ?? []) as CanonicalName[],
  };
}

export function environmentPlan(
  name: string,
  buckets: readonly BucketPlan[],
  props: Partial<EnvironmentPlan> = {},
): EnvironmentPlan {
  return {
    name: name as EnvironmentName,
    protected: false,
    account: '123456789012',
    region: 'us-east-1',
    keyAlias: `alias/my-app/${name}`,
    branches: [],
    recoveryWindow: 7,
    sources: {},
    buckets: Object.fromEntries(buckets.map((bucket) => [bucket.name, bucket])),
    ...props,
  };
}

export function planOf(environments: readonly EnvironmentPlan[]): FanOutPlan {
  return {
    project: 'my-app',
    tags: {},
    foundation: null,
    outlines: [],
    environments: Object.fromEntries(environments.map((environment) => [environment.name, environment])),
  };
}

export function checkResult(
  plan: FanOutPlan | null,
  diagnostics: readonly Diagnostic[] = [],
  texts: SourceTexts = new Map(),
): CheckResult {
  return {
    texts,
    workspace: null,
    plan,
    access: null,
    diagnostics,
    misuse: [],
    summary: summarize(plan, diagnostics),
  };
}
