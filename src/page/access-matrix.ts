import type { ReportAccess, ReportMatrix } from '../report/model';
import { code, element, unseen } from './dom';
import { scrolled } from './table';
import { deedWords } from './words';

export type Principal = ReportMatrix['principals'][number];

const answerWords = { allowed: 'may', explicitDeny: 'denied', implicitDeny: 'not allowed' } as const;

/** How a deed is written in a cell. */
export const initial = (deed: string): string => deed.slice(0, 1).toUpperCase();

/** Principals by buckets, and why where it is asked for. */
export function matrixOf(
  caption: string,
  principals: readonly Principal[],
  columns: readonly MatrixColumn[],
  access: ReportAccess,
): HTMLElement {
  return scrolled(
    caption,
    element(
      'table',
      { class: 'matrix' },
      element('caption', { class: 'unseen' }, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, 'Principal'),
          ...columns.map(({ name }) =>
            element('th', { scope: 'col', class: 'turned' }, element('span', {}, name)),
          ),
        ),
      ),
      element('tbody', {}, ...principals.flatMap((principal) => rowsOf(principal, columns, access))),
    ),
  );
}

/** A bucket, and where its answers stand. */
export interface MatrixColumn {
  readonly name: string;
  readonly at: number;
}

/** The row of a principal, and the one that says why, which is made when it is asked for. */
function rowsOf(principal: Principal, columns: readonly MatrixColumn[], access: ReportAccess): HTMLElement[] {
  const button = element(
    'button',
    { type: 'button', class: 'link', 'aria-expanded': 'false' },
    principal.name,
  );
  const why = element('tr', { class: 'why', hidden: true });
  button.addEventListener('click', () => {
    const open = why.hidden;
    if (open && why.childElementCount === 0)
      why.append(element('td', { colspan: columns.length + 1 }, reasons(principal, columns, access)));
    why.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  });
  return [
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, button),
      ...columns.map(({ at }) => cellOf(principal.decisions[at] ?? [], access)),
    ),
    why,
  ];
}

function cellOf(decisions: readonly number[], { deeds, decisions: known }: ReportAccess): HTMLElement {
  const answers = decisions.map((each) => known[each]?.answer ?? 'implicitDeny');
  const allowed = deeds.filter((_, at) => answers[at] === 'allowed');
  if (allowed.length > 0) {
    return element(
      'td',
      { class: 'may' },
      element('span', { 'aria-hidden': 'true' }, allowed.map(initial).join(' ')),
      unseen(allowed.map((deed) => deedWords[deed] ?? deed).join(', ')),
    );
  }
  const isDenied = answers.includes('explicitDeny');
  return element(
    'td',
    { class: isDenied ? 'denied' : 'none' },
    element('span', { 'aria-hidden': 'true' }, isDenied ? '✕' : '·'),
    unseen(isDenied ? 'denied' : 'not allowed'),
  );
}

/** Each deed and answer once, with the buckets for which it is so. */
function reasons(principal: Principal, columns: readonly MatrixColumn[], access: ReportAccess): HTMLElement {
  const groups = new Map<string, { deed: string; decision: number; buckets: string[] }>();
  for (const [at, deed] of access.deeds.entries()) {
    for (const column of columns) {
      const decision = principal.decisions[column.at]?.[at];
      if (decision === undefined) continue;
      const key = `${deed} ${decision}`;
      const group = groups.get(key) ?? { deed, decision, buckets: [] };
      groups.set(key, group);
      group.buckets.push(column.name);
    }
  }
  return element(
    'ul',
    {},
    ...[...groups.values()].map(({ deed, decision, buckets }) => {
      const { answer, why } = access.decisions[decision] ?? { answer: 'implicitDeny' as const, why: '' };
      return element(
        'li',
        {},
        element('b', {}, deedWords[deed] ?? deed),
        ` ${answerWords[answer]}: `,
        answer === 'implicitDeny' ? why : code(why),
        ` (${buckets.length === columns.length ? 'every bucket' : buckets.join(', ')})`,
      );
    }),
  );
}
