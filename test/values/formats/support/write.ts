import { syncSectionEnd, syncSectionStart } from '../../../../src/model/sync-marker';
import type { Format, Texts } from '../../../../src/values/formats';

const entry = { project: 'shop', environment: 'dev', bucket: 'api' };

/** Everything that a format can hold, as sync writes it, and what it cannot, each with the reason. */
export function written(
  format: Format,
  values: Texts,
): { readonly text: string; readonly held: Texts; readonly refused: ReadonlyMap<string, string> } {
  const held = new Map<string, string>();
  const refused = new Map<string, string>();
  let body = '';
  for (const [name, value] of values) {
    const result = format.write(name, value);
    if ('text' in result) {
      held.set(name, value);
      body += result.text;
    } else refused.set(name, result.refused);
  }
  const inside = format.wrap?.(body) ?? body;
  const text =
    format.placement === 'section' ? `${syncSectionStart(entry)}\n${inside}${syncSectionEnd}\n` : inside;
  return { text, held, refused };
}
