import { escapeInvisible } from '../diagnostics/quote';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | null;

/**
 * An element. Text becomes text and nothing else; what is invisible in it, or could turn its direction, is written as an
 * escape. An attribute that is false or undefined is left out.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  append(made, children);
  return made;
}

export function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null) parent.append(typeof child === 'string' ? shown(child) : child);
  }
}

/** Replaces everything in an element. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

export const shown = escapeInvisible;

/** A name, as it is written in files. */
export const code = (text: string): HTMLElement => element('code', {}, text);

/** For screen readers alone. */
export const unseen = (text: string): HTMLElement => element('span', { class: 'unseen' }, text);

/** What the page itself has; a missing one is a bug. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}`);
  return found as T;
}

/** The part of a section under its heading. */
export function bodyOf(section: string): HTMLElement {
  const body = byId(section).querySelector<HTMLElement>(':scope > div');
  if (body === null) throw new Error(`The section ${section} has no body`);
  return body;
}
