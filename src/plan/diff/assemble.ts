import { compareText } from '../../diagnostics';
import type { EnvironmentName } from '../../model';
import { type Change, type ChangeKind, type Finding, type Weight, weights } from './change';

/**
 * Findings to changes: weighed, those that are the same in several environments as one, and in the order in which a
 * reviewer reads them.
 *
 * @param isProtected - whether an environment is protected on any side
 */
export function assembleChanges(
  findings: readonly Finding[],
  isProtected: (environment: EnvironmentName) => boolean,
): Change[] {
  const changes = new Map<string, Change>();
  for (const finding of findings) {
    const { gist, environment, reach = [], restarts = [], warning = null } = finding;
    const key = JSON.stringify([gist, reach, restarts, warning]);
    const known = changes.get(key);
    changes.set(key, {
      gist,
      weight: heavier(weightOf(finding, isProtected), known?.weight ?? 'rest'),
      environments: [
        ...(known?.environments ?? []),
        ...(environment === undefined ? [] : [environment]),
      ].sort(),
      reach,
      restarts,
      warning,
    });
  }
  return [...changes.values()].sort(
    (a, b) =>
      weights.indexOf(a.weight) - weights.indexOf(b.weight) ||
      Number(b.environments.some(isProtected)) - Number(a.environments.some(isProtected)) ||
      kinds.indexOf(a.gist.kind) - kinds.indexOf(b.gist.kind) ||
      compareText(JSON.stringify([a.gist, a.environments]), JSON.stringify([b.gist, b.environments])),
  );
}

function weightOf(
  { weight, environment }: Finding,
  isProtected: (environment: EnvironmentName) => boolean,
): Weight {
  return weight ?? (environment !== undefined && isProtected(environment) ? 'protected' : 'rest');
}

const heavier = (a: Weight, b: Weight): Weight => (weights.indexOf(a) <= weights.indexOf(b) ? a : b);

/** Wide ones first: what is said about a whole environment explains what follows. */
const kinds: readonly ChangeKind[] = [
  'access-gained',
  'environment-removed',
  'environment-renamed',
  'environment-added',
  'environment-changed',
  'access-lost',
  'access-changed',
  'manifest-changed',
  'canonical-changed',
  'bucket-removed',
  'entry-renamed',
  'status-changed',
  'bucket-added',
  'name-removed',
  'name-renamed',
  'name-added',
  'value-unset',
  'reverted',
  'source-changed',
  'rotated',
  're-encrypted',
  'config-changed',
  'value-set',
  'target-removed',
  'target-renamed',
  'target-changed',
  'target-added',
  'layer-moved',
  'tag-changed',
  'entry-adopted',
  'entry-taken-over',
  'preview-changed',
];
