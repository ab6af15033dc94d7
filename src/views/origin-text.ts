import { escapeInvisible } from '../diagnostics';
import type { EntryPlan } from '../plan';

/** Where a target comes from; empty for an original that keeps its name. */
export function originText({ from, layer }: Pick<EntryPlan, 'from' | 'layer'>): string {
  if ('template' in from) return `← ${valueText(from.template)}`;
  if (layer === 'originals') return '';
  return `← ${'secret' in from ? from.secret : from.config}`;
}

/** A value as one line; in quotes where its ends would not be seen. */
export function valueText(value: string): string {
  const shown = escapeInvisible(value);
  return shown === '' || shown.trim() !== shown ? `"${shown}"` : shown;
}
