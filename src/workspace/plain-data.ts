import { childSchemas, keepsText, type Schema } from '../model/schema-walk';
import type { YamlTree } from './yaml-tree';

export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/**
 * A tree as plain data for its schemas to judge. Where they say text, a plain boolean or number keeps the text that was
 * written. Maps have no prototype, so that a key such as `constructor` is a key like any other.
 */
export function plainData(tree: YamlTree, schemas: readonly Schema[]): PlainData {
  if (tree.kind === 'scalar') {
    const { value, source } = tree;
    return (typeof value === 'boolean' || typeof value === 'number') && schemas.some(keepsText)
      ? source
      : value;
  }
  const below = (key: string | number) => schemas.flatMap((schema) => childSchemas(schema, key));
  if (tree.kind === 'list') return tree.items.map((slot, index) => plainData(slot.tree, below(index)));
  const map = Object.create(null) as Record<string, PlainData>;
  for (const [key, slot] of tree.entries) map[key] = plainData(slot.tree, below(key));
  return map;
}

/** The same value with maps that have no prototype; what validation returns has one again. */
export function withoutPrototypes<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutPrototypes) as T;
  if (typeof value !== 'object' || value === null) return value;
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) map[key] = withoutPrototypes(inner);
  return map as T;
}

/** What stands at a path, or undefined. */
export function dataAt(data: PlainData, path: readonly PropertyKey[]): PlainData | undefined {
  let here: PlainData | undefined = data;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<PropertyKey, PlainData>>)[key];
  }
  return here;
}
