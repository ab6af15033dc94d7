import { aboutName } from './details-of-name';
import { aboutBucket, aboutConsumer, aboutFixedValues, aboutGroup } from './details-of-node';
import { byId, element, fill } from './dom';
import type { Filter, ReportIndex } from './filter';
import type { Choice } from './highlight';
import type { PictureNode } from './picture-model';

export interface DetailsInput {
  readonly index: ReportIndex;
  readonly filter: Filter;
  readonly choice: Choice | null;
  /** The node that is chosen, where it is one of the picture. */
  readonly node: PictureNode | undefined;
  readonly onChoose: (choice: Choice) => void;
}

/** Everything about what is chosen, in words: the picture is not needed for it. */
export function showDetails(input: DetailsInput): void {
  fill(byId('details'), ...detailsOf(input));
}

function detailsOf({ index, filter, choice, node, onChoose }: DetailsInput): Node[] {
  const name = choice !== null && 'name' in choice ? index.names.get(choice.name) : undefined;
  if (name !== undefined) return aboutName(name, index, filter);
  if (node === undefined) return [element('p', { class: 'hint' }, 'Nothing is chosen.')];
  if (node.kind === 'bucket') return aboutBucket(node.label, index, filter);
  if (node.kind === 'consumer') return aboutConsumer(node, index.report);
  return node.kind === 'fixed' ? aboutFixedValues(index, filter) : aboutGroup(node, index, filter, onChoose);
}
