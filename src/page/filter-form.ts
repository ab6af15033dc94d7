import type { Report } from '../report/model';
import { byId, element } from './dom';
import type { Filter } from './filter';

export interface FilterForm {
  read(): Filter;
  /** Says what came of it; screen readers read it out. */
  tell(text: string): void;
  /** Empties the search where that is where a key was pressed, and there is something in it. */
  clearQuery(pressedIn: EventTarget | null): boolean;
}

interface Handlers {
  readonly onFilter: (filter: Filter) => void;
  /** The arrow key that leads out of the search. */
  readonly onLeave: () => void;
}

export function filterForm({ environments, buckets }: Report, { onFilter, onLeave }: Handlers): FilterForm {
  const form = byId<HTMLFormElement>('filters');
  const query = byId<HTMLInputElement>('query');
  const environment = byId<HTMLSelectElement>('environment');
  const bucket = byId<HTMLSelectElement>('bucket');
  const kind = byId<HTMLSelectElement>('kind');
  environment.append(
    ...environments.map(({ name, protected: isProtected }, at) =>
      element('option', { value: at }, isProtected ? `${name} (protected)` : name),
    ),
  );
  bucket.append(...buckets.map(({ name }) => element('option', { value: name }, name)));

  const read = (): Filter => ({
    query: query.value,
    environment: environment.value === '' ? null : Number(environment.value),
    bucket: bucket.value || null,
    kind: kind.value === 'secret' || kind.value === 'config' ? kind.value : null,
  });
  let frame = 0;
  // Whoever types quickly is followed once for each frame.
  const apply = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => onFilter(read()));
  };
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  query.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    onLeave();
  });
  const found = byId('found');
  return {
    read,
    tell(text) {
      if (found.textContent !== text) found.textContent = text;
    },
    clearQuery(pressedIn) {
      if (pressedIn !== query || query.value === '') return false;
      query.value = '';
      apply();
      return true;
    },
  };
}
