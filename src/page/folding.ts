import { element, fill } from './dom';

/** Asks for everything that is made only when it is wanted. */
export const everythingEvent = 'fanout-everything';

/** Something under a title, made when it is first opened. */
export function folded(
  title: readonly (Node | string)[],
  open: boolean,
  make: () => readonly (Node | null)[],
): HTMLElement {
  const body = element('div');
  const details = element('details', {}, element('summary', {}, ...title), body);
  const fillIn = (): void => {
    if (details.open && body.childElementCount === 0) fill(body, ...make());
  };
  details.addEventListener('toggle', fillIn);
  details.addEventListener(everythingEvent, fillIn);
  details.open = open;
  fillIn();
  return details;
}

/** Unfolds the page for paper, which has no button, and folds it again after that. */
export function unfoldForPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    // What is made may be folded itself.
    for (let closed = closedDetails(); closed.length > 0; closed = closedDetails()) {
      opened.push(...closed);
      for (const each of closed) {
        each.open = true;
        each.dispatchEvent(new Event(everythingEvent));
      }
    }
    for (const each of document.querySelectorAll('button.more'))
      each.dispatchEvent(new Event(everythingEvent));
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
}

const closedDetails = (): HTMLDetailsElement[] => [
  ...document.querySelectorAll<HTMLDetailsElement>('details:not([open])'),
];
