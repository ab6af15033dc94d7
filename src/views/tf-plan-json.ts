import type { Review, TfPlanResult } from '../commands/tf-plan';
import { countDestroying } from '../commands/tf-plan/change';
import { Locator } from '../diagnostics';
import { baseJson } from './diff-json';
import { renderJson } from './json';

/** Shape: schemas/output/tf-plan.schema.json. */
export function renderTfPlanJson({ review, diagnostics, texts }: TfPlanResult): string {
  return renderJson({
    plan: review === null ? null : planJson(review),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

function planJson({ stack, refreshed, base, comparison, changes, deviations }: Review) {
  return {
    stack,
    refreshed,
    base: base === null ? null : baseJson(base),
    comparison,
    summary: {
      changes: changes.length,
      destroying: countDestroying(changes),
      deviations: deviations.length,
    },
    changes,
    deviations,
  };
}
