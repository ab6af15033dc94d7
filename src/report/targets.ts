import { type EntryPlan, entriesOf, isComputed } from '../plan';
import { namesOf, originKey } from '../plan/diff/reach';
import type { ReportTarget } from './model';
import type { ReportSubject } from './subject';

interface Gathered extends Omit<ReportTarget, 'environments' | 'values'> {
  readonly environments: number[];
  readonly values: (string | null)[];
}

/** Every key of every bucket; once for all environments in which it comes from the same through the same layer. */
export function reportTargets({ plan }: Pick<ReportSubject, 'plan'>): ReportTarget[] {
  const found = new Map<string, Gathered>();
  for (const [index, { buckets }] of Object.values(plan.environments).entries()) {
    for (const [bucket, { entries }] of entriesOf(buckets)) {
      for (const [target, entry] of entriesOf(entries)) {
        const key = JSON.stringify([bucket, target, entry.layer, originKey(entry.from)]);
        const known = found.get(key) ?? gather(bucket, target, entry);
        found.set(key, known);
        known.environments.push(index);
        known.values.push(isComputed(entry.from) ? (entry.value ?? null) : null);
      }
    }
  }
  return [...found.values()].map(({ values, ...target }) =>
    values.every((value) => value === null) ? target : { ...target, values },
  );
}

function gather(bucket: string, target: string, { from, layer }: EntryPlan): Gathered {
  return {
    bucket,
    target,
    layer,
    names: [...new Set(namesOf(from))],
    ...(isComputed(from) ? { template: from.template } : {}),
    environments: [],
    values: [],
  };
}
