import { isMap, type Node, type Pair } from 'yaml';
import { parseEditable } from './parse-editable';
import { type ParsedMap, pairsByKey, pairsOf } from './set-in-map';

export interface ParsedEnvironment {
  readonly root: ParsedMap;
  readonly values: Pair<unknown, Node | null> | null;
}

/** The text of an environment file with the offsets of everything in it, or null where it is no single YAML map. */
export function parseEnvironment(text: string): ParsedEnvironment | null {
  try {
    const document = parseEditable(text);
    const root = document.contents;
    if (document.errors.length > 0 || !isMap(root)) return null;
    const values = pairsOf(root, 'values');
    return values.length > 1 ? null : { root, values: values[0] ?? null };
  } catch {
    // Nested deeper than the parser can follow.
    return null;
  }
}

/** What stands under `values`, by name. */
export function valuePairs({ values }: ParsedEnvironment): ReturnType<typeof pairsByKey> {
  const map = values?.value;
  return isMap(map) ? pairsByKey(map) : new Map();
}
