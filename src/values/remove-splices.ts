import { type CST, isScalar, type YAMLSeq } from 'yaml';
import { endOfItem } from './cst-range';
import type { ParsedMap } from './set-in-map';
import type { Splice } from './splice';
import { attachedComments, endOfLine, startOfLine } from './text-lines';

type Item =
  | CST.BlockMap['items'][number]
  | CST.BlockSequence['items'][number]
  | CST.FlowCollection['items'][number];

/** What to take out of the text so that a map lacks a key; null where it is written in a way that does not let it. */
export function removeFromMap(text: string, map: ParsedMap, key: string): Splice[] | null {
  const index = map.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const item = map.items[index]?.srcToken as Item | undefined;
  return item === undefined ? null : removeItem(text, map.srcToken, item);
}

/** The same for the item of a list. */
export function removeFromList(text: string, list: YAMLSeq<unknown>, index: number): Splice[] | null {
  const token = list.srcToken;
  if (token?.type !== 'block-seq' && token?.type !== 'flow-collection') return null;
  const items = (token.items as Item[]).filter((each) => each.value || each.key);
  const item = items[index];
  return item === undefined ? null : removeItem(text, token, item);
}

function removeItem(text: string, token: CST.Token | undefined, item: Item): Splice[] | null {
  if (token?.type === 'flow-collection')
    return removeFromFlow(text, token, item as CST.FlowCollection['items'][number]);
  const from = startOfItem(item);
  const end = endOfItem(item);
  if (from === undefined || end === undefined) return null;
  const line = startOfLine(text, from);
  const indent = text.slice(line, from);
  // Something else stands before it on its line: the dash of a list, say.
  if (indent.trim() !== '') return null;
  const lineAfter = endOfLine(text, end);
  const to = text.startsWith('\r\n', lineAfter) ? lineAfter + 2 : Math.min(lineAfter + 1, text.length);
  const above = attachedComments(text, line, indent);
  // What a file begins with is about the file.
  return [{ from: above === 0 ? line : above, to, text: '' }];
}

/** With the comma behind it, or the one before it where it is the last. */
function removeFromFlow(
  text: string,
  token: CST.FlowCollection,
  item: CST.FlowCollection['items'][number],
): Splice[] | null {
  const items = token.items.filter((each) => each.key || each.value);
  const at = items.indexOf(item);
  const from = startOfItem(item);
  const end = endOfItem(item);
  if (from === undefined || end === undefined) return null;
  const line = startOfLine(text, from);
  const lineAfter = endOfLine(text, end);
  const isAloneOnLine =
    text.slice(line, from).trim() === '' && /^\s*,?\s*(?:#.*)?$/.test(text.slice(end, lineAfter));
  if (isAloneOnLine && lineAfter < text.length) {
    const to = text.startsWith('\r\n', lineAfter) ? lineAfter + 2 : lineAfter + 1;
    return [{ from: line, to, text: '' }];
  }
  const next = items[at + 1];
  const nextStart = next === undefined ? undefined : startOfItem(next);
  if (nextStart !== undefined) return withoutComment(text, from, nextStart);
  const previous = items[at - 1];
  const previousEnd = previous === undefined ? undefined : endOfItem(previous);
  return withoutComment(text, previousEnd ?? from, end);
}

/** A comment between two items of one line break could be about either. */
function withoutComment(text: string, from: number, to: number): Splice[] | null {
  return /(?:^|\s)#/.test(text.slice(from, to)) ? null : [{ from, to, text: '' }];
}

/** Where the dash, the key or the value of an item begins, whichever is first. */
function startOfItem(item: Item): number | undefined {
  const dash = item.start.find((token) => token.type === 'seq-item-ind' || token.type === 'explicit-key-ind');
  if (dash !== undefined) return dash.offset;
  const mark = item.start.find((token) => token.type === 'anchor' || token.type === 'tag');
  if (mark !== undefined) return mark.offset;
  const first = item.key ?? item.value;
  return first != null && 'offset' in first ? first.offset : undefined;
}
