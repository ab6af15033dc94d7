import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { CanonicalName } from '../../model';
import type { Contribution } from '../contributions';
import { sameOrigin } from '../merge';
import { entriesOf, own } from '../record';
import type { Rule } from './rule';

/**
 * `stale-override`: an override that replaces nothing in any environment. `final`: one that replaces what a final name
 * gives. Judged over all environments, so that planning one of them does not depend on the others.
 */
export const overrides: Rule = ({ workspace, layers, environments }) => {
  const { manifest, canonical } = workspace;
  const diagnostics: Diagnostic[] = [];
  const allKnown = workspace.complete && environments.size === workspace.environmentNames.length;
  const meet = (one: Contribution, other: Contribution): boolean =>
    [...environments.values()].some((environment) =>
      [...one.names, ...other.names].every((name) => environment.has(name)),
    );
  for (const [bucket, { include }] of entriesOf(manifest.value.buckets)) {
    const given = layers.get(bucket) ?? [];
    for (const [index, { override }] of include.entries()) {
      for (const [target] of entriesOf(override ?? {})) {
        const ofTarget = ({ contributions }: { contributions: readonly Contribution[] }): Contribution[] =>
          contributions.filter((contribution) => contribution.target === target);
        const replacing = given.slice(index, index + 1).flatMap(ofTarget);
        const replaced = given
          .slice(0, index)
          .flatMap(ofTarget)
          .filter((earlier) =>
            replacing.some(
              (later) => !sameOrigin(earlier, later) && (environments.size === 0 || meet(earlier, later)),
            ),
          );
        const place = manifest.at(['buckets', bucket, 'include', index, 'override', target]);
        const isFinal = (name: CanonicalName): boolean => own(canonical.value, name)?.final ?? false;
        const final = replaced.flatMap(({ names }) => names).find(isFinal);
        if (replaced.length === 0 && allKnown) {
          diagnostics.push(createDiagnostic('stale-override', { target, bucket }, place));
        } else if (final !== undefined) {
          const related = [{ place: canonical.at([final]), message: `${final} is marked final here` }];
          diagnostics.push(createDiagnostic('final', { target, bucket, name: final }, place, { related }));
        }
      }
    }
  }
  return diagnostics;
};
