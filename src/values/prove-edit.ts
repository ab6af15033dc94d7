import { isAlias, isCollection, isMap, isPair, isScalar, type Node } from 'yaml';
import { Locator } from '../diagnostics';
import { type NewValue, type NewValues, secretFields } from './new-value';
import { type ParsedEnvironment, parseEnvironment, valuePairs } from './parse-environment';
import { type ParsedMap, pairsOf } from './set-in-map';

/**
 * Holds a file before an edit and its text behind it against each other.
 *
 * @returns the 1-based lines of the names, or null where anything but their values differs or one does not read back
 */
export function proveEdit(
  before: ParsedEnvironment,
  after: string,
  values: NewValues,
): ReadonlyMap<string, number> | null {
  const edited = parseEnvironment(after);
  if (edited === null || !sameBut(before.root, edited.root, values)) return null;
  const old = valuePairs(before);
  const pairs = valuePairs(edited);
  const locator = new Locator(new Map([['', after]]));
  const lines = new Map<string, number>();
  for (const [name, value] of values) {
    const [pair, second] = pairs.get(name) ?? [];
    if (pair === undefined || second !== undefined) return null;
    // An explicit tag of the old value would make something else of the new one.
    if (pair.srcToken?.sep?.some((token) => token.type === 'tag')) return null;
    if (!readsBack(pair.value, value, old.get(name)?.[0]?.value ?? null)) return null;
    const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    if (offset === undefined) return null;
    lines.set(name, locator.locate({ file: '', offset, length: 0 }).line);
  }
  return lines;
}

function readsBack(node: Node | null, value: NewValue, old: Node | null): boolean {
  if (value.kind === 'config') return textOf(node) === value.value;
  if (!isMap(node)) return false;
  const before = isMap(old) ? textOf(pairsOf(old, 'previous')[0]?.value ?? null) : undefined;
  const fields = value.kind === 'fields' ? value.fields : secretFields(value, before);
  const keys = new Set(Object.keys(fields));
  const kept = value.kind === 'fields' && !value.whole ? without(old, keys) : [];
  if (!sameItems(kept, without(node, keys))) return false;
  return Object.entries(fields).every(([key, text]) => {
    const [pair, second] = pairsOf(node, key);
    return second === undefined && textOf(pair?.value ?? null) === text;
  });
}

/** A scalar as the workspace reads it: plain booleans and numbers as they are written. */
function textOf(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  if (typeof node.value === 'string') return node.value;
  return node.type === 'PLAIN' ? node.source : undefined;
}

/**
 * Plain scalars are compared as they are written, so that `1.10` is not `1.1`; anchors and aliases by their
 * names, which mean the same as long as no alias refers into the values that go.
 */
function sameBut(before: ParsedMap, after: ParsedMap, values: NewValues): boolean {
  if (before.items.length !== after.items.length) return false;
  const names = new Set(values.keys());
  return before.items.every((pair, index) => {
    const other = after.items[index];
    if (other === undefined || !same(pair.key, other.key)) return false;
    const isValues = isScalar(pair.key) && pair.key.value === 'values';
    return isValues
      ? sameItems(without(pair.value, names), without(other.value, names))
      : same(pair.value, other.value);
  });
}

/** The pairs of a map but for these keys. */
function without(map: unknown, keys: ReadonlySet<unknown>): unknown[] {
  if (!isMap(map)) return [];
  return map.items.filter(({ key }) => !(isScalar(key) && keys.has(key.value)));
}

function same(a: unknown, b: unknown): boolean {
  if (isPair(a) && isPair(b)) return same(a.key, b.key) && same(a.value, b.value);
  if (isAlias(a) && isAlias(b)) return a.source === b.source;
  if (isScalar(a) && isScalar(b)) {
    if (a.type !== b.type || a.anchor !== b.anchor || a.tag !== b.tag) return false;
    return a.type === 'PLAIN' ? a.source === b.source : a.value === b.value;
  }
  if (isCollection(a) && isCollection(b)) {
    if (isMap(a) !== isMap(b) || a.anchor !== b.anchor || a.tag !== b.tag) return false;
    return sameItems(a.items, b.items);
  }
  return (a ?? null) === null && (b ?? null) === null;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index]));
}
