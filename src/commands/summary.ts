import type { Diagnostic } from '../diagnostics';
import type { FanOutPlan } from '../plan';

/** How much was checked. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly environments: number;
  /** Different ones over all environments. */
  readonly buckets: number;
  /** Different ones over all environments: the same target of the same bucket counts once. */
  readonly targets: number;
}

export function summarize(plan: FanOutPlan | null, diagnostics: readonly Diagnostic[]): Summary {
  const environments = Object.values(plan?.environments ?? {});
  const targets = new Map<string, Set<string>>();
  for (const { buckets } of environments) {
    for (const bucket of Object.values(buckets)) {
      const known = targets.get(bucket.name) ?? new Set();
      targets.set(bucket.name, known);
      for (const target of Object.keys(bucket.entries)) known.add(target);
    }
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return {
    errors,
    warnings: diagnostics.length - errors,
    environments: environments.length,
    buckets: targets.size,
    targets: [...targets.values()].reduce((sum, { size }) => sum + size, 0),
  };
}
