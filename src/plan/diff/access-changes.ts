import type { Manifest } from '../../model';
import { entriesOf } from '../record';
import type { Finding } from './change';
import { shownText } from './shown';
import type { Side } from './side';

/** What the manifest's access section says otherwise, service by service and reader by reader: all of it weighs most. */
export function compareAccess(before: Side, after: Side): Finding[] {
  const was = partsOf(before.workspace.manifest.value);
  const is = partsOf(after.workspace.manifest.value);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((part) => was.get(part) !== is.get(part))
    .map((part): Finding => {
      const texts = { from: shownText(was.get(part)), to: shownText(is.get(part)) };
      return { gist: { kind: 'access-changed', part, ...texts }, weight: 'access' };
    });
}

/** What is the same as not being there. */
const sayingNothing = ['[]', '{}', 'false'];

/** Each part as JSON: names and ARNs, never a value. */
function partsOf({ access }: Manifest): ReadonlyMap<string, string> {
  const { services = {}, readers = {}, ...rest } = access ?? {};
  const parts = [
    ...Object.entries(rest),
    ...entriesOf(services).map(([name, service]) => [`services.${name}`, service] as const),
    ...entriesOf(readers).map(([name, reader]) => [`readers.${name}`, reader] as const),
  ];
  return new Map(
    parts
      .map(([part, value]) => [part, JSON.stringify(sorted(value))] as const)
      .filter(([, text]) => !sayingNothing.includes(text)),
  );
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
