import { code, element } from './dom';

export const title = (text: string, note: string): HTMLElement =>
  element('h3', {}, code(text), ' ', element('span', { class: 'note' }, note));

/** Terms and what there is to say of them; those of which there is nothing are left out. */
export function definitions(facts: readonly (readonly [string, string | undefined])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...facts.flatMap(([term, text]) =>
      text === undefined ? [] : [element('dt', {}, term), element('dd', {}, text)],
    ),
  );
}
