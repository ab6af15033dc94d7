import { type AccessChange, type AccessSubject, diffAccess } from '../access';
import { compareText } from '../diagnostics';
import type { Finding } from '../plan/diff';

/**
 * Who may do what with which entries only on one of the sides, by what the generated documents come to.
 *
 * @param before - null where nothing was: what is new says itself who may read it
 */
export function accessFindings(before: AccessSubject | null, after: AccessSubject): Finding[] {
  if (before === null || sameAccess(before, after)) return [];
  const { gains, losses } = diffAccess(before, after);
  return [...findings('access-gained', gains), ...findings('access-lost', losses)];
}

/** Asking everybody about every entry takes its time, and nothing comes of it where nothing was generated otherwise. */
function sameAccess(before: AccessSubject, after: AccessSubject): boolean {
  const material = ({ access, plan }: AccessSubject): string =>
    JSON.stringify([
      access,
      Object.values(plan.environments).map(({ name, buckets }) => [
        name,
        Object.values(buckets).map((bucket) => [bucket.name, bucket.secretName]),
      ]),
    ]);
  return material(before) === material(after);
}

/** One for all buckets of an environment with which somebody may do the same. */
function findings(kind: 'access-gained' | 'access-lost', changes: readonly AccessChange[]): Finding[] {
  const byEntry = grouped(changes, ({ environment, bucket, principal }) => [environment, bucket, principal]);
  const entries = byEntry.flatMap((group) => {
    const [first] = group;
    const deeds = group.map(({ deed }) => deed).sort(compareText);
    return first === undefined ? [] : [{ ...first, deeds }];
  });
  return grouped(entries, ({ environment, principal, deeds }) => [environment, principal, deeds]).flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { environment, principal, deeds } = first;
      const reach = group
        .map(({ bucket }) => ({ bucket, targets: [] }))
        .sort((a, b) => compareText(a.bucket, b.bucket));
      return [{ gist: { kind, principal, deeds }, environment, reach, weight: 'access' as const }];
    },
  );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
