import { isMap, type Node, type Pair, parseDocument } from 'yaml';
import { type ParsedMap, pairsByKey, pairsOf } from './set-in-map';

export interface ParsedEnvironment {
  readonly root: ParsedMap;
  readonly values: Pair<unknown, Node | null> | null;
}

/** The text of an environment file with the offsets of everything in it, or null where it is no single YAML map. */
export function parseEnvironment(text: string): ParsedEnvironment | null {
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      keepSourceTokens: true,
      prettyErrors: false,
      // Quadratic in the library; the names that are edited are counted instead.
      uniqueKeys: false,
      // Not "silent": that hides a second document as well.
      logLevel: 'error',
    });
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
