import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { BucketName, TargetName } from '../../model';
import type { Facts } from '../facts';
import { own } from '../record';
import { type Found, grouped } from './grouped';
import { placeOfTarget } from './place-of-target';
import type { Rule } from './rule';

type Pair = readonly [target: TargetName, other: TargetName];

/** `case-collision`: two targets of a bucket that differ only by case. */
export const caseCollision: Rule = (facts) =>
  pairs(facts, (targets) => {
    const byCase = new Map<string, TargetName>();
    return targets.flatMap((target): Pair[] => {
      const folded = target.toUpperCase();
      const other = byCase.get(folded);
      if (other === undefined) byCase.set(folded, target);
      return other === undefined ? [] : [[target, other]];
    });
  }).map(({ pair: [target, other], buckets, environments }) =>
    report(facts, 'case-collision', target, other, { target, other, buckets, environments }, buckets),
  );

/** `nested-collision`: a target that is a value and the group of another one as well. */
export const nestedCollision: Rule = (facts) =>
  pairs(facts, (targets, bucket) => {
    const separator = facts.workspace.manifest.value.buckets[bucket]?.nested ?? '__';
    const known = new Set(targets);
    const reported = new Set<string>();
    return targets.flatMap((nested): Pair[] =>
      prefixes(nested, separator).flatMap((prefix): Pair[] => {
        if (!known.has(prefix as TargetName) || reported.has(prefix)) return [];
        reported.add(prefix);
        return [[prefix as TargetName, nested]];
      }),
    );
  }).map(({ pair: [target, nested], buckets, environments }) => {
    const strict = buckets.some(
      (bucket) => facts.workspace.manifest.value.buckets[bucket]?.nested !== undefined,
    );
    const severity = strict ? 'error' : 'warning';
    return report(
      facts,
      'nested-collision',
      target,
      nested,
      { target, nested, buckets, environments },
      buckets,
      severity,
    );
  });

/** The beginnings of a name that a nested reader takes for groups: `A` and `A__B` of `A__B__C`. */
function prefixes(name: string, separator: string): string[] {
  const found: string[] = [];
  for (let at = name.indexOf(separator, 1); at !== -1; at = name.indexOf(separator, at + 1)) {
    if (at + separator.length < name.length) found.push(name.slice(0, at));
  }
  return found;
}

/** The pairs that a bucket's targets make, in each environment where the bucket has both; each pair once. */
function pairs(
  { plan, layers }: Facts,
  find: (targets: TargetName[], bucket: BucketName) => Pair[],
): { pair: Pair; buckets: readonly BucketName[]; environments: readonly string[] | undefined }[] {
  const found = [...layers].flatMap(([bucket, given]) => {
    const targets = new Set(given.flatMap(({ contributions }) => contributions.map(({ target }) => target)));
    return find([...targets].sort(), bucket).flatMap((pair) =>
      Object.values(plan.environments).flatMap(({ name: environment, buckets }): Found<Pair>[] => {
        const entries = own(buckets, bucket)?.entries;
        const holdsBoth = entries !== undefined && pair.every((target) => own(entries, target) !== undefined);
        return holdsBoth ? [{ key: pair.join(' '), item: pair, bucket, environment }] : [];
      }),
    );
  });
  return grouped(found, { plan }).map(({ item: pair, buckets, environments }) => ({
    pair,
    buckets,
    environments,
  }));
}

function report<C extends 'case-collision' | 'nested-collision'>(
  facts: Facts,
  code: C,
  target: TargetName,
  other: TargetName,
  args: Parameters<typeof createDiagnostic<C>>[1],
  [bucket]: readonly BucketName[],
  severity: 'error' | 'warning' = 'error',
): Diagnostic {
  const [place, otherPlace] = [target, other].map((each) => placeOfTarget(facts, bucket, each));
  const related = otherPlace ? [{ place: otherPlace, message: `${other} is given here` }] : [];
  return createDiagnostic(code, args, place ?? null, { related, severity });
}
