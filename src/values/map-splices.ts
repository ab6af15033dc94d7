import {
  type CST,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { YamlPath } from '../workspace/workspace';
import { endOfItem, endOfToken, isEmpty } from './cst-range';
import type { MapEdit, YamlData } from './map-edit';
import { removeFromList, removeFromMap } from './remove-splices';
import { addToMap, fillEmptyMap, type NewItem, type ParsedMap, pairsOf, replaceValue } from './set-in-map';
import { insertAt, type Splice } from './splice';
import { attachedComments, endOfLine, lineEnd, startOfLine } from './text-lines';
import { writeFlow } from './write-flow';
import { type ScalarStyle, writeScalar } from './write-scalar';

type ItemPair = Pair<unknown, Node | null>;

/** What to change in the text for one edit; null where what it is about is written in a way that leaves no place for it. */
export function splicesOfEdit(
  text: string,
  root: ParsedNode | null,
  edit: MapEdit,
): readonly Splice[] | null {
  const parentPath = edit.at.slice(0, -1);
  const key = edit.at.at(-1);
  switch (edit.do) {
    case 'add':
      return addKey(text, root, edit.at, { key: edit.key, write: (style) => writeFlow(edit.value, style) });
    case 'append': {
      const list = nodeAt(root, edit.at);
      return isSeq(list) ? appendItem(text, list, edit.value) : null;
    }
    case 'remove': {
      const parent = nodeAt(root, parentPath);
      if (isMap(parent)) return removeFromMap(text, parent as ParsedMap, String(key));
      return isSeq(parent) ? removeFromList(text, parent, Number(key)) : null;
    }
    case 'rename': {
      const token = pairAt(root, edit.at)?.pair.srcToken?.key;
      return token == null ? null : rewriteScalar(token, edit.to, false);
    }
    case 'write': {
      const found = pairAt(root, edit.at);
      const write = (style: ScalarStyle): string => writeScalar(edit.text, style);
      if (found !== undefined) return replaceValue(text, found.map, found.pair, write);
      const list = nodeAt(root, parentPath);
      const item = isSeq(list) ? list.items[Number(key)] : undefined;
      if (!isScalar(item) || item.srcToken === undefined) return null;
      return rewriteScalar(item.srcToken, edit.text, (list as YAMLSeq).flow === true);
    }
  }
}

/** What stands at a path; undefined where there is nothing, or only an alias of it. */
function nodeAt(root: unknown, path: YamlPath): unknown {
  let here = root;
  for (const key of path) {
    if (isMap(here)) here = pairsOf(here, String(key))[0]?.value;
    else here = isSeq(here) ? here.items[Number(key)] : undefined;
  }
  return here;
}

function pairAt(
  root: unknown,
  path: YamlPath,
): { readonly map: ParsedMap; readonly pair: ItemPair } | undefined {
  const map = nodeAt(root, path.slice(0, -1));
  const pair = isMap(map) ? pairsOf(map, String(path.at(-1)))[0] : undefined;
  return pair === undefined ? undefined : { map: map as ParsedMap, pair };
}

/** In the quotes that it has. */
function rewriteScalar(token: CST.Token, text: string, inFlow: boolean): Splice[] | null {
  const quotes = quotesOfToken[token.type];
  if (quotes === undefined || !('offset' in token)) return null;
  return [{ from: token.offset, to: endOfToken(token), text: writeScalar(text, { quotes, inFlow }) }];
}

const quotesOfToken: Partial<Record<CST.Token['type'], ScalarStyle['quotes']>> = {
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
};

function addKey(
  text: string,
  root: ParsedNode | null,
  at: YamlPath,
  item: NewItem,
): readonly Splice[] | null {
  const map = nodeAt(root, at);
  if (isMap(map) && map.items.length > 0) {
    const next = placeInOrder(map, item.key);
    return next === undefined
      ? (trimmed(addToMap(text, map as ParsedMap, [item])) ?? null)
      : insertBefore(text, map as ParsedMap, next, item);
  }
  const line = `${item.key}: ${item.write({ quotes: 'plain', inFlow: false })}`.trimEnd();
  if (at.length === 0) return fillEmptyFile(text, root, line);
  const found = pairAt(root, at);
  const token = found?.map.srcToken;
  if (found === undefined || token?.type !== 'block-map') return null;
  const indents = { parent: token.indent, own: token.indent + 2 };
  return fillEmptyMap(text, found.pair, indents, [line]);
}

/** A file without a key: braces, comments alone, or nothing. */
function fillEmptyFile(text: string, root: ParsedNode | null, line: string): Splice[] | null {
  if (root !== null) return [{ from: root.range[0], to: root.range[1], text: line }];
  const needsEnd = text !== '' && !text.endsWith('\n');
  return [insertAt(text.length, `${needsEnd ? lineEnd(text) : ''}${line}${lineEnd(text)}`)];
}

/** A key with nothing behind it ends at its colon. */
function trimmed(splices: Splice[] | null): Splice[] | undefined {
  return splices?.map((each) => ({ ...each, text: each.text.replace(/: +$/, ':') }));
}

/** The pair before which a key belongs, where there are at least two keys and all are in order; else undefined. */
function placeInOrder(map: YAMLMap<unknown, unknown>, key: string): ItemPair | undefined {
  const keys = map.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''));
  const isSorted = keys.every((each, index) => index === 0 || (keys[index - 1] ?? '') < each);
  if (!isSorted || keys.length < 2) return undefined;
  return map.items[keys.findIndex((each) => each > key)] as ItemPair | undefined;
}

/** Above the comment lines of the next key, which belong to that. */
function insertBefore(text: string, map: ParsedMap, next: ItemPair, item: NewItem): Splice[] | null {
  const token = next.srcToken?.key;
  const srcToken = map.srcToken;
  if (token == null || !('offset' in token) || srcToken === undefined) return null;
  if (srcToken.type === 'flow-collection') {
    return [
      insertAt(token.offset, `${item.key}: ${item.write({ quotes: 'plain', inFlow: true }) || 'null'}, `),
    ];
  }
  if (srcToken.type !== 'block-map') return null;
  const line = `${item.key}: ${item.write({ quotes: 'plain', inFlow: false })}`.trimEnd();
  const start = startOfLine(text, token.offset);
  const indent = text.slice(start, token.offset);
  if (indent.trim() !== '') return null;
  const isFirst = map.items[0] === next;
  const at = isFirst ? start : attachedComments(text, start, indent);
  return [insertAt(at, `${indent}${line}${lineEnd(text)}`)];
}

function appendItem(text: string, list: YAMLSeq<unknown>, value: YamlData): Splice[] | null {
  const token = list.srcToken;
  if (token?.type === 'flow-collection') {
    const written = writeFlow(value, { quotes: 'plain', inFlow: true });
    const last = token.items.findLast((each) => each.value);
    const end = last === undefined ? undefined : endOfItem(last);
    if (end !== undefined) return [insertAt(end, `, ${written}`)];
    return [insertAt(token.offset + 1, written)];
  }
  if (token?.type !== 'block-seq') return null;
  const last = token.items.findLast((each) => !isEmpty(each.value));
  const end = last === undefined ? undefined : endOfItem(last);
  if (end === undefined) return null;
  const lines = blockLines(value).map(
    (line, index) => `${' '.repeat(token.indent)}${index === 0 ? '-' : ' '} ${line}`,
  );
  return [insertAt(endOfLine(text, end), lines.map((line) => lineEnd(text) + line).join(''))];
}

/** A map as people write it in a list: a line for each key. */
function blockLines(value: YamlData): string[] {
  const style: ScalarStyle = { quotes: 'plain', inFlow: false };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [writeFlow(value, style)];
  return Object.entries(value).map(([key, each]) =>
    `${key}: ${writeFlow(each as YamlData, style)}`.trimEnd(),
  );
}
