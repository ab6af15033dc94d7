import type { Report, ReportAccess, ReportEnvironment, ReportMatrix } from '../report/model';
import { initial, matrixOf, type Principal } from './access-matrix';
import { bodyOf, element, fill } from './dom';
import type { Filter } from './filter';
import { folded } from './folding';
import { counted, deedWords } from './words';

/** Who may do what with which entry: a matrix per environment, made when it is opened. */
export function showAccess(report: Report, filter: Filter): void {
  const body = bodyOf('access');
  const { access } = report;
  if (access === null) {
    fill(body, element('p', {}, 'The manifest says nothing about access, so nothing is generated.'));
    return;
  }
  const shown = report.environments.flatMap((environment, at) => {
    const matrix = access.environments[at] ?? null;
    const isAsked = filter.environment === null || filter.environment === at;
    return matrix === null || !isAsked ? [] : [{ environment, matrix }];
  });
  const first = shown.find(({ environment }) => environment.protected) ?? shown[0];
  fill(
    body,
    legend(access),
    ...shown.map((each) => environmentOf(each.environment, each.matrix, access, filter, each === first)),
  );
}

function legend({ deeds }: ReportAccess): HTMLElement {
  return element(
    'p',
    { class: 'hint' },
    ...deeds.flatMap((deed) => [element('b', {}, initial(deed)), ` ${deedWords[deed] ?? deed}; `]),
    element('b', { class: 'denied' }, '✕'),
    ' denied by a statement; ',
    element('b', {}, '·'),
    ' not allowed by any. The button of a principal shows why. Answers come from the generated policies.',
  );
}

function environmentOf(
  { name, protected: isProtected }: ReportEnvironment,
  { buckets, principals }: ReportMatrix,
  access: ReportAccess,
  { bucket }: Filter,
  open: boolean,
): HTMLElement {
  const columns = buckets.flatMap((each, at) =>
    bucket === null || bucket === each ? [{ name: each, at }] : [],
  );
  const isAllowed = ({ decisions }: Principal): boolean =>
    columns.some(({ at }) =>
      (decisions[at] ?? []).some((each) => access.decisions[each]?.answer === 'allowed'),
    );
  const some = principals.filter(isAllowed);
  const none = principals.filter((principal) => !isAllowed(principal));
  const note = (text: string) => element('span', { class: 'note' }, text);
  const title = isProtected ? `${name}, protected ` : `${name} `;
  return folded([title, note(`${counted(some.length, 'principal')} may something`)], open, () => [
    some.length === 0 ? null : matrixOf(`Who may do what in ${name}`, some, columns, access),
    none.length === 0
      ? null
      : folded(
          [`${counted(none.length, 'principal')} may nothing `, note('and what stops them')],
          false,
          () => [matrixOf(`Who may do nothing in ${name}`, none, columns, access)],
        ),
  ]);
}
