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
    .map(({ part, from, to }): Finding => {
      const texts = { from: shownText(from), to: shownText(to) };
      return { gist: { kind: 'access-changed', part, ...texts }, weight: 'access' };
    });
}

/** The texts at a path of the section; undefined where there is nothing. */
interface Difference {
  readonly part: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function differences(part: string, was: unknown, is: unknown): Difference[] {
  if (jsonOf(was) === jsonOf(is)) return [];
  if (isRecord(was) && isRecord(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
    return keys.flatMap((key) => differences(`${part}.${key}`, was[key], is[key]));
  }
  const [from, to] =
    Array.isArray(was) && Array.isArray(is)
      ? [textOfList(was, is), textOfList(is, was)]
      : [textOf(was), textOf(is)];
  return from === to ? [] : [{ part, from, to }];
}

/** A list with `…` for what the other one has as well, in whatever order. */
function textOfList(list: readonly unknown[], other: readonly unknown[]): string | undefined {
  const known = new Set(other.map(jsonOf));
  const own = list.filter((each) => !known.has(jsonOf(each)));
  return own.length === list.length ? textOf(list) : `[${['…', ...own.map(spacedJson)].join(', ')}]`;
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

/** The only element of a list stands alone. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.length === 1 ? textOf(value[0]) : spacedJson(value);
}

/** With a space between its parts, where a line may break. */
const spacedJson = (value: unknown): string | undefined =>
  JSON.stringify(sorted(value), null, 1)
    ?.replace(/(?<=[[{])\n *|\n *(?=[\]}])/g, '')
    .replace(/\n */g, ' ');

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
