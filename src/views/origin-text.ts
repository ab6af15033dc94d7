import { escapeInvisible } from '../diagnostics';
import type { EntryPlan } from '../plan';

/** Where a target comes from; empty for an original that keeps its name, and for a literal, which is its own value. */
export function originText({ from, layer }: Pick<EntryPlan, 'from' | 'layer'>): string {
  if ('template' in from) return isLiteral(from) ? '' : `← ${valueText(from.template)}`;
  if (layer === 'originals') return '';
  return `← ${'secret' in from ? from.secret : from.config}`;
}

/** Whether nothing is filled into a template; braces are built-in names, or escapes that its value shows resolved. */
function isLiteral({ template }: { readonly template: string }): boolean {
  return !/[{}]/.test(template);
}

/** A value as one line; in quotes where its ends would not be seen. */
export function valueText(value: string): string {
  const shown = escapeInvisible(value);
  return shown === '' || shown.trim() !== shown ? `"${shown}"` : shown;
}
