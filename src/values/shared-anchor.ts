import { isAlias, type Node, visit } from 'yaml';
import type { ParsedEnvironment } from './parse-environment';

/** The name of an anchor on a value, inside it or around it to which an alias elsewhere refers; else null. */
export function sharedAnchor({ root, values }: ParsedEnvironment, value: Node | null): string | null {
  const around = [root, values?.value ?? null];
  const anchors = new Set(around.flatMap((node) => anchorOf(node) ?? []));
  if (value !== null) visit(value, { Value: (_, node) => void (node.anchor && anchors.add(node.anchor)) });
  let shared: string | null = null;
  visit(root, {
    Pair: (_, pair) => (value !== null && pair.value === value ? visit.SKIP : undefined),
    Alias: (_, alias) => {
      if (anchors.has(alias.source)) shared = alias.source;
    },
  });
  return shared;
}

function anchorOf(node: Node | null): string | undefined {
  return node === null || isAlias(node) ? undefined : node.anchor;
}
