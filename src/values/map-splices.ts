import { type CST, isMap, isScalar, isSeq, type Node, type Pair, type ParsedNode, type YAMLSeq } from 'yaml';
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

type Addition = Extract<MapEdit, { readonly do: 'add' }>;

/** What to change in the text for one edit, or for several new keys of one map. */
export function splicesOfRound(
  text: string,
  root: ParsedNode | null,
  [first, ...others]: readonly [MapEdit, ...MapEdit[]],
): readonly Splice[] | null {
  if (first.do !== 'add') return splicesOfEdit(text, root, first);
  const items = [first, ...(others as readonly Addition[])].map(
    ({ key, value }): NewItem => ({ key, write: (style) => writeFlow(value, style) }),
  );
  return addKeys(text, root, first.at, items);
}

/** Null where what it is about is written in a way that leaves no place for it. */
function splicesOfEdit(
  text: string,
  root: ParsedNode | null,
  edit: Exclude<MapEdit, Addition>,
): readonly Splice[] | null {
  const parentPath = edit.at.slice(0, -1);
  const key = edit.at.at(-1);
  switch (edit.do) {
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

function addKeys(
  text: string,
  root: ParsedNode | null,
  at: YamlPath,
  items: readonly NewItem[],
): readonly Splice[] | null {
  const map = nodeAt(root, at);
  if (isMap(map) && map.items.length > 0) return addInOrder(text, map as ParsedMap, items);
  const lines = items.map(lineOf);
  if (at.length === 0) return fillEmptyFile(text, root, lines.join(lineEnd(text)));
  const found = pairAt(root, at);
  const token = found?.map.srcToken;
  if (found === undefined || token?.type !== 'block-map') return null;
  return fillEmptyMap(text, found.pair, { parent: token.indent, own: token.indent + 2 }, lines);
}

const lineOf = ({ key, write }: NewItem): string =>
  `${key}: ${write({ quotes: 'plain', inFlow: false })}`.trimEnd();

/** Where all keys are in order, each before the next one; else behind the last one. */
function addInOrder(text: string, map: ParsedMap, items: readonly NewItem[]): readonly Splice[] | null {
  const keys = map.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''));
  const isSorted =
    keys.length > 1 && keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
  if (!isSorted) return appended(text, map, items);
  const sorted = items.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const last = keys.at(-1) ?? '';
  const within = sorted
    .filter(({ key }) => key < last)
    .map((item) => {
      const next = map.items[keys.findIndex((key) => key > item.key)];
      return next === undefined ? null : insertBefore(text, map, next as ItemPair, item);
    });
  const behind = sorted.filter(({ key }) => key > last);
  const splices = behind.length === 0 ? within : [...within, appended(text, map, behind)];
  return splices.every((each) => each !== null) ? splices.flat() : null;
}

/** A key with nothing behind it ends at its colon. */
function appended(text: string, map: ParsedMap, items: readonly NewItem[]): Splice[] | null {
  const splices = addToMap(text, map, items) ?? [];
  const written = splices.map((each) => ({ ...each, text: each.text.replace(/: +(?=\r?\n|$)/g, ':') }));
  return written.length === 0 ? null : written;
}

/** A file without a key: braces, comments alone, or nothing. */
function fillEmptyFile(text: string, root: ParsedNode | null, line: string): Splice[] | null {
  if (root !== null) return [{ from: root.range[0], to: root.range[1], text: line }];
  const needsEnd = text !== '' && !text.endsWith('\n');
  return [insertAt(text.length, `${needsEnd ? lineEnd(text) : ''}${line}${lineEnd(text)}`)];
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
  const start = startOfLine(text, token.offset);
  const indent = text.slice(start, token.offset);
  if (indent.trim() !== '') return null;
  const isFirst = map.items[0] === next;
  const at = isFirst ? start : attachedComments(text, start, indent);
  return [insertAt(at, `${indent}${lineOf(item)}${lineEnd(text)}`)];
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
