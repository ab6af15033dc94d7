import type { BaseSide } from '../commands/base-side';
import type { DiffResult } from '../commands/diff';
import { Locator } from '../diagnostics';
import type { Change, Gist, Weight } from '../plan/diff';
import { renderJson } from './json';
import { originJson } from './plan-json';

/** Shape: schemas/output/diff.schema.json. */
export function renderDiffJson({ comparison, diagnostics, texts }: DiffResult): string {
  const changes = comparison?.diff.changes ?? [];
  const weighing = (weight: Weight): number => changes.filter((change) => change.weight === weight).length;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return renderJson({
    base: comparison === null ? null : baseJson(comparison.base),
    summary: {
      changes: changes.length,
      access: weighing('access'),
      loss: weighing('loss'),
      protected: weighing('protected'),
      rest: weighing('rest'),
      errors,
      warnings: diagnostics.length - errors,
    },
    changes: changes.map(changeJson),
    versions: comparison?.diff.versions ?? [],
    parity: comparison?.diff.parity ?? [],
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

export function baseJson({ commit, ref, isMergeBase, state, shallow, diagnostics, texts }: BaseSide) {
  return {
    commit,
    ref,
    isMergeBase,
    state,
    shallow,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  };
}

function changeJson({ gist, weight, environments, reach, restarts, warning }: Change) {
  return { ...gistJson(gist), weight, environments, reach, restarts, warning };
}

function gistJson(gist: Gist) {
  switch (gist.kind) {
    case 'target-added':
    case 'target-removed':
      return { ...gist, origin: originJson(gist.origin) };
    case 'target-changed':
      return { ...gist, from: originJson(gist.from), to: originJson(gist.to) };
    default:
      return gist;
  }
}
