import { element } from './dom';
import { everythingEvent } from './folding';
import { counted } from './words';

/** How many items are made at first, and with each press of the button. */
const pageSize = 50;

export interface Column<Row> {
  readonly title: string;
  /** What stands in the cell: text, or an element. */
  readonly cell: (row: Row) => Node | string;
  /** Whether it names the row. */
  readonly isHeader?: boolean;
  readonly class?: string;
}

interface TableOptions<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly class?: string;
}

/** A table that makes its first rows, and more when asked or printed: thousands at once would hold up the page. */
export function table<Row>({ caption, columns, rows, class: name }: TableOptions<Row>): HTMLElement {
  const body = element('tbody');
  const head = element('tr', {}, ...columns.map(({ title }) => element('th', { scope: 'col' }, title)));
  const made = element(
    'table',
    { class: name },
    element('caption', {}, caption),
    element('thead', {}, head),
    body,
  );
  return element(
    'div',
    { class: 'table' },
    scrolled(caption, made),
    paged(body, rows, 'row', (row) => rowOf(row, columns)),
  );
}

/** What may be wider than the page: a stop for Tab, so that arrow keys can move it. */
export function scrolled(label: string, child: HTMLElement): HTMLElement {
  return element('section', { class: 'scroll', tabindex: 0, 'aria-label': label }, child);
}

/**
 * Puts the first items into a parent, and more of them when asked or printed.
 *
 * @returns the button that asks; null where there is nothing more
 */
export function paged<Item>(
  parent: HTMLElement,
  items: readonly Item[],
  noun: string,
  make: (item: Item) => Node,
): HTMLElement | null {
  const button = element('button', { type: 'button', class: 'more' });
  let made = 0;
  const show = (count: number): void => {
    parent.append(...items.slice(made, made + count).map(make));
    made = Math.min(items.length, made + count);
    const left = items.length - made;
    button.hidden = left === 0;
    button.textContent = `Show ${Math.min(left, pageSize)} more of ${counted(items.length, noun)}`;
  };
  button.addEventListener('click', () => show(pageSize));
  button.addEventListener(everythingEvent, () => show(items.length));
  show(pageSize);
  return button.hidden ? null : button;
}

function rowOf<Row>(row: Row, columns: readonly Column<Row>[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    ...columns.map(({ cell, isHeader, class: name }) =>
      isHeader === true
        ? element('th', { scope: 'row', class: name }, cell(row))
        : element('td', { class: name }, cell(row)),
    ),
  );
}
