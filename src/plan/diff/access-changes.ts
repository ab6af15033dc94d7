import type { Manifest } from '../../model';
import { entriesOf } from '../record';
import type { Finding } from './change';
import { shownText } from './shown';
import type { Side } from './side';

/**
 * What the manifest's access section says otherwise: all of it weighs most. A service or reader that comes or goes is one
 * change; of one that stays, and of a list, only what differs is.
 */
export function compareAccess(before: Side, after: Side): Finding[] {
  const was = partsOf(before.workspace.manifest.value);
  const is = partsOf(after.workspace.manifest.value);
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((part) => differences(part, was.get(part), is.get(part)))
    .map(({ part, was, is }): Finding => {
      const texts = { from: shownText(textOf(was)), to: shownText(textOf(is)) };
      return { gist: { kind: 'access-changed', part, ...texts }, weight: 'access' };
    });
}

/** What stands at a path of the section before and after; undefined where nothing does. */
interface Difference {
  readonly part: string;
  readonly was: unknown;
  readonly is: unknown;
}

function differences(part: string, was: unknown, is: unknown): Difference[] {
  if (jsonOf(was) === jsonOf(is)) return [];
  if (Array.isArray(was) && Array.isArray(is)) {
    const gone = without(was, is);
    const come = without(is, was);
    // Neither where only the order is another one.
    return gone === undefined && come === undefined ? [] : [{ part, was: gone, is: come }];
  }
  if (isRecord(was) && isRecord(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
    return keys.flatMap((key) => differences(`${part}.${key}`, was[key], is[key]));
  }
  return [{ part, was, is }];
}

/** The elements that another list has not; undefined where it has all. */
function without(list: readonly unknown[], other: readonly unknown[]): readonly unknown[] | undefined {
  const known = new Set(other.map(jsonOf));
  const left = list.filter((each) => !known.has(jsonOf(each)));
  return left.length === 0 ? undefined : left;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is the same as not being there. */
const sayingNothing = ['[]', '{}', 'false'];

/** Names and ARNs, never a value. */
function partsOf({ access }: Manifest): ReadonlyMap<string, unknown> {
  const { services = {}, readers = {}, ...rest } = access ?? {};
  const parts: (readonly [part: string, value: unknown])[] = [
    ...Object.entries(rest),
    ...entriesOf(services).map(([name, service]) => [`services.${name}`, service] as const),
    ...entriesOf(readers).map(([name, reader]) => [`readers.${name}`, reader] as const),
  ];
  return new Map(parts.filter(([, value]) => !sayingNothing.includes(jsonOf(value) ?? '')));
}

const jsonOf = (value: unknown): string | undefined => JSON.stringify(sorted(value));

/** JSON with a space where a line may break; the only element of a list stands alone. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.length === 1) return textOf(value[0]);
  return JSON.stringify(sorted(value), null, 1)?.replace(/\n */g, ' ');
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
