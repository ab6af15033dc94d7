import { isMap, isScalar } from 'yaml';
import { list, quote } from '../diagnostics';
import { roundsOf } from './edit-rounds';
import { splicesOf } from './edit-splices';
import type { NewValue, NewValues } from './new-value';
import { type ParsedEnvironment, parseEnvironment, valuePairs } from './parse-environment';
import { proveEdit } from './prove-edit';
import { sharedAnchor } from './shared-anchor';
import { applySplices } from './splice';

/** The new text and the 1-based line of each name in it, or why it cannot be edited: never with a value in it. */
export type Edited =
  | { readonly text: string; readonly lines: ReadonlyMap<string, number> }
  | { readonly refused: string };

/**
 * Replaces the values of some names in the text of an environment file; a name that is not there is added at the end of
 * `values`. Everything else stays as it is, to the byte; the result is parsed again to prove it. The text is parsed a
 * fixed number of times, however many names there are.
 */
export function editEnvironment(file: string, values: NewValues): Edited {
  const mark = file.startsWith('\uFEFF') ? '\uFEFF' : '';
  const before = file.slice(mark.length);
  const original = parseEnvironment(before);
  const refused = obstacle(original, values);
  if (original === null || refused !== null) return { refused: refused ?? unreadable };
  let text = before;
  for (const round of roundsOf(original, values)) {
    // Parsing is what takes the time in a large file.
    const parsed = text === before ? original : parseEnvironment(text);
    text = applySplices(text, parsed === null ? [] : splicesOf(text, parsed, round));
  }
  const lines = proveEdit(original, text, values);
  if (lines !== null) return { text: mark + text, lines };
  const [name, ...others] = faultyNames(file, [...values]);
  return {
    refused: `${list([name ?? '', ...others].map(quote))} ${others.length > 0 ? 'are' : 'is'} written in a way that cannot be edited safely: make it "${name}:" with nothing behind it first`,
  };
}

/** The first name that cannot be edited alone; all of them where it takes several. */
function faultyNames(file: string, values: readonly (readonly [string, NewValue])[]): readonly string[] {
  if (values.length < 2) return values.map(([name]) => name);
  const middle = values.length >> 1;
  const faulty = [values.slice(0, middle), values.slice(middle)].find(
    (half) => 'refused' in editEnvironment(file, new Map(half)),
  );
  return faulty === undefined ? values.map(([name]) => name) : faultyNames(file, faulty);
}

const unreadable = 'The file is not YAML that can be edited: correct it first';

/** What stands against the edit, in words. */
function obstacle(parsed: ParsedEnvironment | null, values: NewValues): string | null {
  if (parsed === null) return unreadable;
  const map = parsed.values?.value;
  if (parsed.values === null) return 'The file has no field "values": add "values:" to it first';
  if (!isMap(map) && !(isScalar(map) && map.value === null) && map !== null)
    return 'The field "values" is not a map of names: correct it first';
  const pairs = valuePairs(parsed);
  const names = [...values.keys()];
  const twice = names.find((name) => (pairs.get(name)?.length ?? 0) > 1);
  if (twice !== undefined) return `${quote(twice)} stands twice under "values": remove one of the two first`;
  const shared = sharedAnchor(parsed, names);
  if (shared === null) return null;
  return `${quote(shared.name)} cannot be changed alone, since another place takes its value from here by the alias ${quote(`*${shared.anchor}`)}: give that place a value of its own first`;
}
