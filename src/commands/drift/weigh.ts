import { compareText } from '../../diagnostics';
import { ownTags } from '../../model';
import { type Finding, type Gist, type Weight, weights } from './finding';

/** Kinds in the order in which they are told, where the weight is the same. */
const order: Readonly<Record<Gist['kind'], Weight>> = {
  'key-missing': 'loss',
  'key-unusable': 'loss',
  deleted: 'loss',
  'scheduled-for-deletion': 'loss',
  missing: 'loss',
  replaced: 'loss',
  'no-current-version': 'loss',
  'other-version': 'values',
  'not-in-state': 'values',
  'policy-changed': 'access',
  'other-key': 'access',
  replicated: 'access',
  'rotation-enabled': 'access',
  'tag-changed': 'rest',
  'description-changed': 'rest',
  'unknown-entry': 'rest',
};
const kinds = Object.keys(order);

/** Policies know an entry by fanout's own tags. */
export function weigh(gist: Gist): Weight {
  if (gist.kind === 'tag-changed' && isOwnTag(gist.tag)) return 'access';
  return order[gist.kind];
}

/** Conditions take a tag's name for the same in any case. */
const isOwnTag = (tag: string): boolean => ownTags.some((own) => own.toLowerCase() === tag.toLowerCase());

/** The heaviest first; then by environment, bucket and kind. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ gist, weight }: Finding): number =>
    weights.indexOf(weight) * kinds.length + kinds.indexOf(gist.kind);
  const text = ({ environment, secretName, gist }: Finding): string =>
    JSON.stringify([environment, secretName ?? '', 'tag' in gist ? gist.tag : '']);
  return [...findings].sort((one, other) => rank(one) - rank(other) || compareText(text(one), text(other)));
}
