import { isMap, type ParsedNode } from 'yaml';
import { quote } from '../diagnostics';
import { readTree } from '../workspace/read-tree';
import type { YamlTree } from '../workspace/yaml-tree';
import { expectedTree, sameTree } from './expected-tree';
import type { MapEdit } from './map-edit';
import { splicesOfRound } from './map-splices';
import { parseEditable } from './parse-editable';
import { applySplices } from './splice';

export type EditedMap = { readonly text: string } | { readonly refused: string };

/**
 * Changes a few things in the text of a YAML file. Everything else stays as it is, to the byte, comments and order
 * included; after each change the text is read again, as the workspace reads it, to prove that it says what it should.
 *
 * @param text - without a byte-order mark
 */
export function editMap(text: string, edits: readonly MapEdit[]): EditedMap {
  let current = text;
  for (const [first, ...others] of rounds(edits)) {
    const next = applied(current, [first, ...others]);
    if (next === null) return { refused: refusalOf(first) };
    current = next;
  }
  return { text: current };
}

type Round = [MapEdit, ...MapEdit[]];

/** New keys of one map are added in one go: reading is what takes the time. Everything else is done one by one. */
function rounds(edits: readonly MapEdit[]): Round[] {
  const all: Round[] = [];
  for (const edit of edits) {
    const last = all.at(-1);
    const isSame =
      last?.[0].do === 'add' && edit.do === 'add' && last[0].at.join('\0') === edit.at.join('\0');
    if (last !== undefined && isSame) last.push(edit);
    else all.push([edit]);
  }
  return all;
}

function applied(text: string, round: Round): string | null {
  let expected = treeOf(text) ?? undefined;
  for (const edit of round) expected = expected && expectedTree(expected, edit);
  if (expected === undefined) return null;
  const root = parseMap(text);
  const splices = root === undefined ? null : splicesOfRound(text, root, round);
  if (splices === null) return null;
  const edited = applySplices(text, splices);
  const after = treeOf(edited);
  return after !== null && sameTree(after, expected) ? edited : null;
}

/** What a file says; null where it cannot be read, or says something twice. */
function treeOf(text: string): YamlTree | null {
  const { tree, diagnostics } = readTree('', text);
  return diagnostics.length > 0 ? null : tree;
}

/** The map of a file with its tokens; null where the file is empty, undefined where it is something else. */
function parseMap(text: string): ParsedNode | null | undefined {
  const { contents } = parseEditable(text);
  return contents === null || isMap(contents) ? contents : undefined;
}

function refusalOf({ at, do: what, ...rest }: MapEdit): string {
  const key = 'key' in rest ? rest.key : at.findLast((part) => typeof part === 'string');
  const doing = { add: 'added', append: 'extended', remove: 'removed', rename: 'renamed', write: 'changed' };
  return `${quote(String(key ?? ''))} is written in a way that cannot be ${doing[what]} safely: do that by hand`;
}
