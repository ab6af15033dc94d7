import { isAlias, isCollection, isMap, isPair, isScalar, type Node } from 'yaml';
import type { NewValue } from './new-value';
import { type ParsedEnvironment, parseEnvironment } from './parse-environment';
import { type ParsedMap, pairsOf } from './set-in-map';

/**
 * Holds a file before an edit and its text behind it against each other.
 *
 * @returns the 1-based line of the name, or null where anything but its value differs or it does not read back
 */
export function proveEdit(
  before: ParsedEnvironment,
  after: string,
  name: string,
  value: NewValue,
): number | null {
  const edited = parseEnvironment(after);
  const map = edited?.values?.value;
  const [pair, second] = isMap(map) ? pairsOf(map, name) : [];
  if (edited === null || pair === undefined || second !== undefined) return null;
  // An explicit tag of the old value would make something else of the new one.
  if (pair.srcToken?.sep?.some((token) => token.type === 'tag')) return null;
  if (!sameButOne(before.root, edited.root, name) || !readsBack(pair.value, value)) return null;
  const at = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
  return at === undefined ? null : after.slice(0, at).split('\n').length;
}

function readsBack(node: Node | null, value: NewValue): boolean {
  if (value.kind === 'config') return textOf(node) === value.value;
  if (!isMap(node) || node.items.length !== 2) return false;
  const field = (key: string) => textOf(pairsOf(node, key)[0]?.value ?? null);
  return field('kms') === value.ciphertext && field('rotated') === value.rotated;
}

/** A scalar as the workspace reads it: plain booleans and numbers as they are written. */
function textOf(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  if (typeof node.value === 'string') return node.value;
  return node.type === 'PLAIN' ? node.source : undefined;
}

/**
 * Plain scalars are compared as they are written, so that `1.10` is not `1.1`; anchors and aliases by their
 * names, which mean the same as long as no alias refers into the value that goes.
 */
function sameButOne(before: ParsedMap, after: ParsedMap, name: string): boolean {
  if (before.items.length !== after.items.length) return false;
  return before.items.every((pair, index) => {
    const other = after.items[index];
    if (other === undefined || !same(pair.key, other.key)) return false;
    const isValues = isScalar(pair.key) && pair.key.value === 'values';
    return isValues
      ? sameItems(without(pair.value, name), without(other.value, name))
      : same(pair.value, other.value);
  });
}

function without(values: unknown, name: string): unknown[] {
  if (!isMap(values)) return [];
  const left = new Set<unknown>(pairsOf(values, name));
  return values.items.filter((pair) => !left.has(pair));
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
