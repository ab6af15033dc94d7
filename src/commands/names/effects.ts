import { compareText } from '../../diagnostics';
import { entriesOf, type FanOutPlan, own } from '../../plan';

/** What a change of the files comes to in one entry. */
export interface BucketEffect {
  readonly environment: string;
  readonly bucket: string;
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** Whether the next deploy writes the entry anew, so that what reads it has to start again. */
  readonly rewritten: boolean;
  /** Whether it may be deployed with a full entry: what it loses, a running service may be reading. */
  readonly live: boolean;
}

/** Every entry in which something is not as it was, by environment and bucket in code unit order. */
export function effectsOf(before: FanOutPlan, after: FanOutPlan): BucketEffect[] {
  return entriesOf(after.environments).flatMap(([environment, { buckets }]) => {
    const was = own(before.environments, environment)?.buckets;
    return entriesOf(buckets).flatMap(([bucket, is]): BucketEffect[] => {
      const old = was === undefined ? undefined : own(was, bucket);
      if (old === undefined) return [];
      const lost = missingIn(is.entries, old.entries);
      const gained = missingIn(old.entries, is.entries);
      const rewritten = is.version !== null && is.version !== old.version;
      if (lost.length + gained.length === 0 && !rewritten) return [];
      return [{ environment, bucket, lost, gained, rewritten, live: old.status === 'ready' }];
    });
  });
}

const missingIn = (there: object, targets: object): string[] =>
  Object.keys(targets)
    .filter((target) => !Object.hasOwn(there, target))
    .sort(compareText);

/** Targets that deployed entries no longer have. */
export interface Loss {
  readonly buckets: readonly string[];
  readonly environments: readonly string[];
  readonly lost: readonly string[];
}

/** What deployed entries lose: a reason to ask. What is alike is told once. */
export function losses(effects: readonly BucketEffect[]): Loss[] {
  const all = effects.flatMap(({ live, lost, bucket, environment }): Loss[] =>
    live && lost.length > 0 ? [{ buckets: [bucket], environments: [environment], lost }] : [],
  );
  return merged(merged(all, 'environments'), 'buckets');
}

/** Makes one of losses that differ in one field alone. */
function merged(all: readonly Loss[], field: 'buckets' | 'environments'): Loss[] {
  const groups = new Map<string, Loss>();
  for (const loss of all) {
    const key = JSON.stringify({ ...loss, [field]: null });
    const known = groups.get(key);
    groups.set(key, known === undefined ? loss : { ...known, [field]: [...known[field], ...loss[field]] });
  }
  return [...groups.values()];
}
