import type { CanonicalEntry } from '../../model';
import { entriesOf, own } from '../record';
import type { CanonicalField, Finding } from './change';
import { shownText } from './shown';
import type { Side } from './side';

/** What a value may be shown to, or who may have it, hangs on these. */
const guarding: readonly CanonicalField[] = ['kind', 'public', 'final', 'environments', 'plain'];

/** What the canonical map says now about names that it had before. */
export function compareCanonical(before: Side, after: Side): Finding[] {
  const was = before.workspace.canonical.value;
  return entriesOf(after.workspace.canonical.value).flatMap(([name, entry]) => {
    const old = own(was, name);
    if (old === undefined) return [];
    const from = fieldsOf(old);
    const to = fieldsOf(entry);
    return (Object.keys(to) as CanonicalField[])
      .filter((field) => from[field] !== to[field])
      .map((field): Finding => {
        const texts = {
          from: shownText(from[field]),
          to: shownText(to[field]),
        };
        return {
          gist: { kind: 'canonical-changed', name, field, ...texts },
          ...(guarding.includes(field) ? { weight: 'access' } : {}),
        };
      });
  });
}

function fieldsOf(entry: CanonicalEntry): Record<CanonicalField, string | undefined> {
  const { format, minLength, environments } = entry;
  return {
    kind: entry.kind,
    public: String(entry.public),
    final: String(entry.final),
    environments: environments === undefined ? undefined : [...environments].sort().join(', '),
    plain: entry.plain,
    format: typeof format === 'object' ? `pattern ${format.pattern}` : format,
    minLength: minLength === undefined ? undefined : String(minLength),
    rotateEvery: entry.rotateEvery,
    expires: entry.expires,
  };
}
