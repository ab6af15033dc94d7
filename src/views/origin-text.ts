import { escapeInvisible } from '../diagnostics';
import type { EntryPlan } from '../plan';

/** Where a target comes from; empty for an original that keeps its name, and for a literal, which is its own value. */
export function originText({ from, value, layer }: Pick<EntryPlan, 'from' | 'value' | 'layer'>): string {
  if ('template' in from) return from.template === value ? '' : `← ${valueText(from.template)}`;
  if (layer === 'originals') return '';
  return `← ${'secret' in from ? from.secret : from.config}`;
}

/** A value as one line; in quotes where its ends would not be seen. */
export function valueText(value: string): string {
  const shown = escapeInvisible(value);
  return shown === '' || shown.trim() !== shown ? `"${shown}"` : shown;
}
