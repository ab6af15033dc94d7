import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { CanonicalEntry } from '../../model';
import { entriesOf, own } from '../record';
import type { Rule } from './rule';

/** `missing-value`: a name that a bucket cannot do without, and that the environment's file lacks. */
export const missingValue: Rule = ({ planned, needs }) => {
  const missingIn = (environment: (typeof planned)[number]) =>
    [...(needs.get(environment.name) ?? [])].filter(([name]) => environment.sourceOf(name) === 'missing');
  return planned.flatMap((environment) => {
    const parent = planned.find(({ name }) => name === environment.parent?.value.environment);
    const ofParent = new Set(parent === undefined ? [] : missingIn(parent).map(([name]) => name));
    return missingIn(environment)
      .filter(([name]) => !ofParent.has(name))
      .map(([name, buckets]) =>
        createDiagnostic(
          'missing-value',
          { name, environment: environment.name, buckets: [...buckets].sort() },
          environment.file.at(['values']),
        ),
      );
  });
};

/**
 * `unexpected-value`: a name that does not exist in this environment, says the canonical map. Where it names an environment
 * that does not exist, that is the fault.
 */
export const unexpectedValue: Rule = ({ workspace: { canonical, environmentNames }, planned }) => {
  const isClear = ({ environments = [] }: CanonicalEntry): boolean =>
    environments.every((name) => environmentNames.includes(name));
  return planned.flatMap((environment) =>
    entriesOf(environment.file.value.values).flatMap(([name]) => {
      const entry = own(canonical.value, name);
      return entry === undefined || environment.has(name) || !isClear(entry)
        ? []
        : [
            createDiagnostic(
              'unexpected-value',
              { name, environment: environment.name },
              environment.file.at(['values', name]),
              { related: [{ place: canonical.at([name]), message: `${name} says here where it exists` }] },
            ),
          ];
    }),
  );
};

/** `unset-value`: names that wait for their value; calm in a new bucket, an error in one that may be live. */
export const unsetValue: Rule = ({ plan, planned }) =>
  planned.flatMap((environment) =>
    Object.values(plan.environments[environment.name]?.buckets ?? {}).flatMap((bucket): Diagnostic[] => {
      const { status, name, unset, adopts } = bucket;
      if (status === 'ready') return [];
      const names = unset.filter((each) => {
        const source = environment.sourceOf(each);
        return typeof source === 'object' && source.kind === 'unset';
      });
      if (names.length === 0) return [];
      return [
        createDiagnostic(
          'unset-value',
          { environment: environment.name, bucket: name, names, status },
          firstPlace(names.map((each) => environment.placeOf(each))),
          // While its entry is being adopted, nothing is written to it.
          { severity: status === 'new' || adopts !== undefined ? 'warning' : 'error' },
        ),
      ];
    }),
  );

/** The topmost place, so that a fault about several names stands where a reader meets the first of them. */
function firstPlace(places: readonly Place[]): Place | null {
  return places.reduce<Place | null>(
    (first, place) => (first === null || place.offset < first.offset ? place : first),
    null,
  );
}
