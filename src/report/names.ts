import type { CanonicalEntry, CanonicalName } from '../model';
import { type EnvironmentPlan, entriesOf, own } from '../plan';
import { shownText } from '../plan/diff/shown';
import type { ReportName, ValueState } from './model';
import type { ReportSubject } from './subject';

/** Every canonical name, and what stands behind it in each environment. */
export function reportNames({ workspace, plan, conceal }: ReportSubject): ReportName[] {
  const environments = Object.values<EnvironmentPlan>(plan.environments);
  return entriesOf(workspace.canonical.value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => {
      const values = environments.map(({ sources }) => {
        const source = own(sources, name);
        return source?.kind !== 'config' || conceal.hides(name, source.value) ? null : source.value;
      });
      return {
        name,
        kind: entry.kind,
        public: entry.public,
        ...texts(entry),
        states: environments.map((environment) => stateOf(environment, name, entry)),
        ...(values.every((value) => value === null) ? {} : { values }),
      };
    });
}

/** What people wrote about it; it may hold what should stand nowhere. */
function texts({
  description,
  owner,
  unused,
}: CanonicalEntry): Pick<ReportName, 'description' | 'owner' | 'unused'> {
  const written = Object.entries({ description, owner, unused }).flatMap(([field, text]) => {
    const shown = shownText(text);
    return shown === null ? [] : [[field, shown]];
  });
  return Object.fromEntries(written);
}

function stateOf(
  { name: environment, extends: parent, sources }: EnvironmentPlan,
  name: CanonicalName,
  { environments: only }: CanonicalEntry,
): ValueState {
  const source = own(sources, name);
  if (source !== undefined) return source.kind;
  const exists = only?.some((each) => each === environment || each === parent) ?? true;
  return exists ? 'missing' : 'absent';
}
