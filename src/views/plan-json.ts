import type { CheckResult } from '../commands/check';
import { Locator } from '../diagnostics';
import type { BucketPlan, EntryPlan, EnvironmentPlan, Origin } from '../plan';
import { renderJson } from './json';

/**
 * Shape: schemas/output/plan.schema.json. Copied field by field, so that nothing that the plan gains for synthesis
 * (ciphertexts, references) comes out by itself.
 */
export function renderPlanJson({ plan, diagnostics, texts }: CheckResult): string {
  return renderJson({
    project: plan?.project ?? null,
    environments: mapValues(plan?.environments ?? {}, environmentJson),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

function environmentJson({ protected: isProtected, buckets }: EnvironmentPlan) {
  return { protected: isProtected, buckets: mapValues(buckets, bucketJson) };
}

function bucketJson({ secretName, status, unset, adopts, version, entries }: BucketPlan) {
  return {
    secretName,
    status,
    ...(status === 'ready' ? {} : { unset }),
    ...(adopts === undefined ? {} : { adopts }),
    version,
    entries: mapValues(entries, entryJson),
  };
}

function entryJson({ from, value, layer }: EntryPlan) {
  return { from: originJson(from), ...(value === undefined ? {} : { value }), layer };
}

/** `{secret}`, `{config}` or `{template, secrets, config}`. */
export function originJson(from: Origin) {
  if ('secret' in from) return { secret: from.secret };
  return 'template' in from
    ? { template: from.template, secrets: from.secrets, config: from.config }
    : { config: from.config };
}

function mapValues<V, R>(record: Readonly<Record<string, V>>, change: (value: V) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
