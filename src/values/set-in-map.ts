import { type CST, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { contentOfBlock, endOfItem, endOfKeptLines, endOfToken, endOfTokens, isEmpty } from './cst-range';
import { insertAt, type Splice } from './splice';
import { endOfLine, lineEnd, startOfLine } from './text-lines';
import type { ScalarStyle } from './write-scalar';

/** A map as it was parsed, with its source tokens kept. */
export type ParsedMap = YAMLMap.Parsed;
export type Write = (style: ScalarStyle) => string;
type MapItem = CST.BlockMap['items'][number] | CST.FlowCollection['items'][number];

/** The pairs of a map that have this key. */
export function pairsOf(map: YAMLMap<unknown, unknown>, key: string): Pair<unknown, Node | null>[] {
  return map.items.filter((pair) => isScalar(pair.key) && pair.key.value === key) as Pair<
    unknown,
    Node | null
  >[];
}

/** The pairs of a map by their keys, in one go. */
export function pairsByKey(
  map: YAMLMap<unknown, unknown>,
): ReadonlyMap<string, Pair<unknown, Node | null>[]> {
  const pairs = new Map<string, Pair<unknown, Node | null>[]>();
  for (const pair of map.items as Pair<unknown, Node | null>[]) {
    if (!isScalar(pair.key) || typeof pair.key.value !== 'string') continue;
    const same = pairs.get(pair.key.value);
    if (same === undefined) pairs.set(pair.key.value, [pair]);
    else same.push(pair);
  }
  return pairs;
}

/** What a map is to have: a key, and how its value is written. */
export interface NewItem {
  readonly key: string;
  readonly write: Write;
}

/**
 * What to change in the text so that new keys stand behind the last one of this map, in the style of their neighbours.
 *
 * @returns null where the map is written in a way that leaves no place for them
 */
export function addToMap(text: string, map: ParsedMap, items: readonly NewItem[]): Splice[] | null {
  const token = map.srcToken;
  if (token?.type === 'flow-collection') return appendToFlow(text, token, items);
  return token === undefined ? null : appendToBlock(text, token, items);
}

/** Fills a map that has nothing in it yet: `values:`, `values: ~` or `values: {}`, in block style. */
export function fillEmptyMap(
  text: string,
  pair: Pair<unknown, Node | null>,
  indents: { readonly parent: number; readonly own: number },
  lines: readonly string[],
): Splice[] | null {
  const item = pair.srcToken;
  const colon = endOfTokens(item?.sep);
  if (item === undefined || colon === undefined) return null;
  const { value } = item;
  const splices: Splice[] = [];
  let end = colon;
  if (!isEmpty(value)) {
    end = endOfToken(value);
    const onSpace =
      text.slice(colon, value.offset).trim() === '' && !text.slice(colon, value.offset).includes('\n');
    splices.push({ from: onSpace ? colon : value.offset, to: end, text: '' });
  }
  const at = behindComments(text, endOfLine(text, end), indents.parent + 1);
  const added = lines.map((line) => `${lineEnd(text)}${' '.repeat(indents.own)}${line}`);
  return [...splices, insertAt(at, added.join(''))];
}

/**
 * What to change in the text so that a key of this map has another value.
 *
 * @returns null where the pair is written in a way that leaves no place for a value
 */
export function replaceValue(
  text: string,
  map: ParsedMap,
  pair: Pair<unknown, Node | null>,
  write: Write,
): Splice[] | null {
  const item = pair.srcToken;
  if (item === undefined) return null;
  const inFlow = map.srcToken?.type === 'flow-collection';
  const written = write({ quotes: quotesOf(item.value), inFlow });
  const { value } = item;
  if (isEmpty(value)) {
    const behind = endOfTokens(item.sep);
    if (behind !== undefined) return [insertAt(behind, ` ${written}`)];
    return inFlow && item.key ? [insertAt(endOfToken(item.key), `: ${written}`)] : null;
  }
  if (value.type !== 'block-scalar') return [{ from: value.offset, to: endOfToken(value), text: written }];
  const header = value.props.find((prop) => prop.type === 'block-scalar-header');
  if (header === undefined || !('source' in header)) return null;
  const content = contentOfBlock(value);
  const lineBreak = /^\r?\n/.exec(text.slice(content.to))?.[0].length ?? 0;
  return [
    { from: header.offset, to: header.offset + header.source.length, text: written },
    { from: content.from, to: content.from === content.to ? content.to : content.to + lineBreak, text: '' },
  ];
}

function appendToBlock(text: string, token: CST.Token, items: readonly NewItem[]): Splice[] | null {
  if (token.type !== 'block-map') return null;
  const last = token.items.findLast((item) => item.key || item.sep);
  const end = last === undefined ? undefined : endOfItem(last);
  if (last === undefined || end === undefined) return null;
  const lines = items.map((item) => `${' '.repeat(token.indent)}${itemText(last, item, false)}`);
  const kept = endOfKeptLines(last.value);
  if (kept !== undefined && text[kept - 1] === '\n')
    return [insertAt(kept, lines.map((line) => line + lineEnd(text)).join(''))];
  const at = behindComments(text, endOfLine(text, end), token.indent);
  return [insertAt(at, lines.map((line) => lineEnd(text) + line).join(''))];
}

function appendToFlow(text: string, token: CST.FlowCollection, items: readonly NewItem[]): Splice[] | null {
  const close = token.end[0]?.offset;
  if (close === undefined) return null;
  const index = token.items.findLastIndex((item) => item.key || item.sep || item.value);
  const last = token.items[index];
  const end = last === undefined ? undefined : endOfItem(last);
  const written = items.map((item) => itemText(last, item, true));
  if (last === undefined || end === undefined) return [insertAt(close, ` ${written.join(', ')} `)];

  const comma = token.items[index + 1]?.start.find((one) => one.type === 'comma');
  const behind = comma === undefined ? end : comma.offset + 1;
  const rest = text.slice(behind, close);
  if (!rest.includes('\n'))
    return [insertAt(behind, `${comma === undefined ? ',' : ''} ${written.join(', ')}`)];
  const indent = /^[ \t]*/.exec(text.slice(startOfLine(text, end)))?.[0] ?? '';
  const at = behind + rest.trimEnd().length;
  const lines = written.map((line) => `${lineEnd(text)}${indent}${line}`).join(',');
  return comma === undefined ? [insertAt(end, ','), insertAt(at, lines)] : [insertAt(at, `${lines},`)];
}

/** A new item, its key quoted where its neighbour's is. */
function itemText(neighbour: MapItem | undefined, { key, write }: NewItem, inFlow: boolean): string {
  const quotes = quotesOf(neighbour?.key);
  const mark = { plain: '', single: "'", double: '"' }[quotes];
  return `${mark}${key}${mark}: ${write({ quotes: quotes === 'double' ? 'double' : 'plain', inFlow })}`;
}

function quotesOf(token: CST.Token | null | undefined): ScalarStyle['quotes'] {
  if (token?.type === 'double-quoted-scalar') return 'double';
  return token?.type === 'single-quoted-scalar' ? 'single' : 'plain';
}

/** Behind the comment lines that follow and are indented as deep as the map: they belong to it. */
function behindComments(text: string, from: number, indent: number): number {
  const comments = new RegExp(`^(?:(?:\\r?\\n[ \\t]*)*\\r?\\n[ ]{${indent},}#[^\\r\\n]*)*`);
  return from + (comments.exec(text.slice(from))?.[0].length ?? 0);
}
