import type { Report } from '../report/model';
import { showAccess } from './access-view';
import { showDetails } from './details';
import { showDiagnostics } from './diagnostics-view';
import { byId, shown } from './dom';
import { type Filter, ReportIndex } from './filter';
import { filterForm } from './filter-form';
import { unfoldForPaper } from './folding';
import { type Choice, litBy, nodeOf } from './highlight';
import { nameList } from './name-list';
import { showParity } from './parity-view';
import { drawnPicture } from './picture';
import { type PictureModel, pictureOf } from './picture-model';
import { pictureTable } from './picture-table';
import { showRotation } from './rotation-view';
import { counted } from './words';

/** Everything on the page follows from the report, the filter and what is chosen. */
function start(report: Report): void {
  const index = new ReportIndex(report);
  const list = nameList(report.names, (name) => choose({ name }));
  const drawn = drawnPicture(({ id, names }) => {
    const [only] = names;
    choose(names.length === 1 && only !== undefined ? { name: only } : { node: id });
  });
  const asTable = pictureTable();
  const form = filterForm(report, {
    onFilter: (next) => applyFilter(next, filter),
    onLeave: () => list.focus(),
  });
  let filter: Filter = form.read();
  let picture: PictureModel = { nodes: [], links: [] };
  let choice: Choice | null = null;

  function choose(next: Choice | null): void {
    choice = next;
    const chosen = nodeOf(choice, picture);
    list.choose(choice !== null && 'name' in choice ? choice.name : null);
    const label = choice !== null && 'name' in choice ? choice.name : chosen?.label;
    drawn.light(
      litBy(choice, picture, index),
      chosen === undefined || label === undefined ? null : { id: chosen.id, label },
    );
    showDetails({ index, filter, choice, node: chosen, onChoose: choose });
  }

  function applyFilter(next: Filter, last?: Filter): void {
    filter = next;
    const names = index.namesIn(filter);
    const known = new Set(names.map(({ name }) => name));
    picture = pictureOf(index, names, filter);
    list.show(names);
    drawn.draw(picture);
    asTable.show(picture);
    if (filter.environment !== last?.environment || filter.bucket !== last.bucket) showAccess(report, filter);
    showRotation(report, filter, known);
    showParity(report, names);
    choose(isThere(choice, known) ? choice : null);
    form.tell(`${names.length.toLocaleString('en')} of ${counted(report.names.length, 'name')}`);
  }

  /** A name may be in the list and not in the picture: one that no bucket takes. */
  function isThere(wanted: Choice | null, known: ReadonlySet<string>): boolean {
    return (
      wanted !== null && ('name' in wanted ? known.has(wanted.name) : nodeOf(wanted, picture) !== undefined)
    );
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !form.clearQuery(event.target)) choose(null);
  });
  unfoldForPaper();
  onResize(byId('picture'), () => {
    drawn.draw(picture);
    choose(choice);
  });
  introduce(report);
  showDiagnostics(report);
  applyFilter(filter);
}

/** The width alone matters: the picture makes its own height. */
function onResize(frame: HTMLElement, redraw: () => void): void {
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    redraw();
  }).observe(frame);
}

function introduce({ project, today, environments, buckets, names, diagnostics }: Report): void {
  document.title = `${shown(project)}: fanout report`;
  byId('project').textContent = shown(project);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  byId('facts').textContent = [
    `as of ${today}`,
    counted(names.length, 'name'),
    counted(buckets.length, 'bucket'),
    counted(environments.length, 'environment'),
    counted(errors, 'error'),
    counted(diagnostics.length - errors, 'warning'),
  ].join(' · ');
}

start(JSON.parse(byId('report').textContent ?? '') as Report);
