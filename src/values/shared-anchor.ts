import { isAlias, type Node, visit } from 'yaml';
import { type ParsedEnvironment, valuePairs } from './parse-environment';

/**
 * The first of these names whose value is referred to by an alias, with the name of the anchor: one that stands on the
 * value, inside it or around it. An alias inside of a value that is replaced as well does not count. Null where there is
 * none.
 */
export function sharedAnchor(
  parsed: ParsedEnvironment,
  names: readonly string[],
): { readonly name: string; readonly anchor: string } | null {
  const { root, values } = parsed;
  const pairs = valuePairs(parsed);
  const replaced = new Set<unknown>(names.map((name) => pairs.get(name)?.[0] ?? null));
  const aliases = new Set<string>();
  visit(root, {
    Pair: (_, pair) => (replaced.has(pair) ? visit.SKIP : undefined),
    Alias: (_, { source }) => void aliases.add(source),
  });
  const around = [root, values?.value ?? null].flatMap((node) => anchorOf(node) ?? []);
  for (const name of names) {
    const anchors = [...around, ...anchorsIn(pairs.get(name)?.[0]?.value ?? null)];
    const anchor = anchors.find((each) => aliases.has(each));
    if (anchor !== undefined) return { name, anchor };
  }
  return null;
}

function anchorsIn(value: Node | null): string[] {
  const anchors: string[] = [];
  if (value !== null) visit(value, { Value: (_, node) => void (node.anchor && anchors.push(node.anchor)) });
  return anchors;
}

function anchorOf(node: Node | null): string | undefined {
  return node === null || isAlias(node) ? undefined : node.anchor;
}
