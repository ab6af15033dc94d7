import type { ReportName } from '../report/model';
import { byId, element, shown } from './dom';
import { counted } from './words';

export interface NameList {
  /** Shows these names alone; they are in the order of the report. */
  show(names: readonly ReportName[]): void;
  /** Marks a name, and scrolls to it; none for null. */
  choose(name: string | null): void;
  focus(): void;
}

/** How far Page Up and Page Down go. */
const pageStep = 12;

/**
 * The list of names: https://www.w3.org/WAI/ARIA/apg/patterns/listbox/ with the selection following the focus.
 *
 * @param onChoose - is told when somebody chooses a name
 */
export function nameList(names: readonly ReportName[], onChoose: (name: string) => void): NameList {
  const list = byId('names');
  const title = byId('names-title');
  const options = new Map(names.map((name, index) => [name.name, optionOf(name, index)]));
  let visible: readonly string[] = names.map(({ name }) => name);
  let chosen: string | null = null;
  list.append(...options.values());

  const go = (index: number): void => {
    const name = visible[Math.max(0, Math.min(visible.length - 1, index))];
    if (name !== undefined) onChoose(name);
  };
  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => (at === -1 ? visible.length - 1 : at - 1),
    PageDown: (at) => at + pageStep,
    PageUp: (at) => at - pageStep,
    Home: () => 0,
    End: () => visible.length - 1,
  };
  list.addEventListener('keydown', (event) => {
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step(chosen === null ? -1 : visible.indexOf(chosen)));
  });
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
    const name = option?.dataset.name;
    if (name !== undefined) onChoose(name);
  });

  return {
    show(names) {
      visible = names.map(({ name }) => name);
      const wanted = new Set(visible);
      for (const [name, option] of options) {
        if (option.hidden === wanted.has(name)) option.hidden = !wanted.has(name);
      }
      title.textContent = counted(visible.length, 'name');
    },
    choose(name) {
      if (chosen !== null) options.get(chosen)?.setAttribute('aria-selected', 'false');
      chosen = name;
      const option = name === null ? undefined : options.get(name);
      if (option === undefined) {
        list.removeAttribute('aria-activedescendant');
        return;
      }
      option.setAttribute('aria-selected', 'true');
      list.setAttribute('aria-activedescendant', option.id);
      scrollWithin(list, option);
    },
    focus: () => list.focus(),
  };
}

function optionOf({ name, kind, states }: ReportName, index: number): HTMLElement {
  const note = states.includes('unset') ? `${kind}, no value yet` : kind;
  return element(
    'div',
    {
      id: `name-${index}`,
      role: 'option',
      'aria-selected': 'false',
      // What is out of sight is not laid out, and would have no name of its own.
      'aria-label': `${shown(name)}, ${note}`,
      class: kind,
      'data-name': name,
    },
    element('span', { class: 'text' }, name),
    element('span', { class: 'note' }, note),
  );
}

/** Moves the list alone: the page stays where it is. */
function scrollWithin(list: HTMLElement, option: HTMLElement): void {
  const top = option.offsetTop - list.offsetTop;
  const bottom = top + option.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
