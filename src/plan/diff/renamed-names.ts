import type { CanonicalName } from '../../model';
import { identityOf } from '../ciphertext';
import type { EnvironmentPlan, Origin, ValueSource } from '../plan';
import { own } from '../record';
import type { Reach } from './change';
import type { Both } from './side';

type ReachByName = ReadonlyMap<CanonicalName, readonly Reach[]>;

/**
 * Names that are gone and names that are new which are the same thing: one ciphertext or reference, or, in the buckets,
 * exactly the same targets beside its own name.
 *
 * @returns by the name before, the name after
 */
export function matchRenamedNames(
  { before, after }: Both,
  removed: ReachByName,
  added: ReachByName,
): ReadonlyMap<CanonicalName, CanonicalName> {
  const renamed = new Map<CanonicalName, CanonicalName>();
  const taken = new Set<CanonicalName>();
  for (const marksOf of [valueMark, reachMark]) {
    const candidates = grouped(added, (name, reach) => marksOf(name, reach, after), taken);
    const gone = grouped(removed, (name, reach) => marksOf(name, reach, before), new Set(renamed.keys()));
    for (const [mark, names] of gone) {
      const [was, ...others] = names;
      const [is, ...rivals] = candidates.get(mark) ?? [];
      // Where several would fit, none is more likely than another.
      if (was === undefined || is === undefined || others.length + rivals.length > 0) continue;
      renamed.set(was, is);
      taken.add(is);
    }
  }
  return renamed;
}

function grouped(
  names: ReachByName,
  markOf: (name: CanonicalName, reach: readonly Reach[]) => string | null,
  skipped: ReadonlySet<CanonicalName>,
): ReadonlyMap<string, readonly CanonicalName[]> {
  const groups = new Map<string, CanonicalName[]>();
  for (const [name, reach] of names) {
    const mark = skipped.has(name) ? null : markOf(name, reach);
    if (mark !== null) groups.set(mark, [...(groups.get(mark) ?? []), name]);
  }
  return groups;
}

/** What makes a value itself, where anything does: configuration is often the same by chance. */
function valueMark(name: CanonicalName, _: readonly Reach[], environment: EnvironmentPlan): string | null {
  const source = own(environment.sources, name);
  if (source === undefined) return null;
  return markOfSource(source);
}

function markOfSource(source: ValueSource): string | null {
  switch (source.kind) {
    case 'kms':
      return JSON.stringify([source.kind, identityOf(source)]);
    case 'secretsManager':
      return JSON.stringify([source.kind, source.id, source.key ?? null]);
    case 'ssm':
      return JSON.stringify([source.kind, source.parameter]);
    default:
      return null;
  }
}

/** The targets that a name is given beside its own. */
function reachMark(
  name: CanonicalName,
  reach: readonly Reach[],
  environment: EnvironmentPlan,
): string | null {
  const isConfig = own(environment.sources, name)?.kind === 'config';
  const given = reach.flatMap(({ bucket, targets }) =>
    targets.filter((target) => (target as string) !== name).map((target) => [bucket, target]),
  );
  return given.length === 0 ? null : JSON.stringify([isConfig, given]);
}

/** An origin of before with the names of after. */
export function translated(origin: Origin, renamed: ReadonlyMap<CanonicalName, CanonicalName>): Origin {
  if (renamed.size === 0) return origin;
  const nameOf = (name: CanonicalName): CanonicalName => renamed.get(name) ?? name;
  if ('secret' in origin) return { secret: nameOf(origin.secret) };
  if (!('template' in origin)) return { config: nameOf(origin.config) };
  return {
    template: origin.template.replace(
      /\{([A-Z][A-Z0-9_]*)(?=[:}])/g,
      (_, name: CanonicalName) => `{${nameOf(name)}`,
    ),
    secrets: origin.secrets.map(nameOf),
    config: origin.config.map(nameOf),
  };
}
