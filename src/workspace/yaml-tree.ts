import type { YamlPath } from './workspace';

/** A scalar. Its text stays here and in the plain data: nothing below prints it. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as it is written, before `true` or `1.10` was read as anything. */
  readonly source: string;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlSlot>;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlSlot[];
}

/** What a file says, with the place of every key; aliases share what they stand for. */
export type YamlTree = YamlScalar | YamlMap | YamlList;

/** Something in a map or a list, and where it stands: its key, or the beginning of the item. */
export interface YamlSlot {
  readonly offset: number;
  /** Of the key's text; 0 for an item of a list, since that is a value. */
  readonly length: number;
  readonly tree: YamlTree;
}

export const emptyScalar: YamlScalar = { kind: 'scalar', value: null, source: '' };
export const emptyMap: YamlMap = { kind: 'map', entries: new Map() };

export function scalarOf(text: string): YamlScalar {
  return { kind: 'scalar', value: text, source: text };
}

export function childOf(tree: YamlTree, key: string | number): YamlSlot | undefined {
  if (tree.kind === 'map') return tree.entries.get(String(key));
  return tree.kind === 'list' && typeof key === 'number' ? tree.items[key] : undefined;
}

/** The slots from the root down to this path, as far as they are there. */
export function slotsAlong(tree: YamlTree, path: YamlPath): YamlSlot[] {
  const slots: YamlSlot[] = [];
  let here = tree;
  for (const key of path) {
    const slot = childOf(here, key);
    if (slot === undefined) break;
    slots.push(slot);
    here = slot.tree;
  }
  return slots;
}

/** One change of a tree: what stands at `path` leaves, or something else takes its place. */
export interface TreeEdit {
  readonly path: YamlPath;
  /** @default - the key or the item is left out */
  readonly put?: YamlTree;
}

/** The tree with these changes; what aliases share elsewhere stays as it is. Paths count in the old tree. */
export function edited(tree: YamlTree, edits: readonly TreeEdit[]): YamlTree {
  if (tree.kind === 'scalar' || edits.length === 0) return tree;
  const byKey = new Map<string, TreeEdit[]>();
  for (const edit of edits) {
    const key = String(edit.path[0]);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [edit]);
    else same.push(edit);
  }
  if (tree.kind === 'list') {
    const items = tree.items.flatMap((slot, index) => editedSlot(slot, byKey.get(String(index))));
    return { kind: 'list', items };
  }
  const entries = new Map<string, YamlSlot>();
  for (const [key, slot] of tree.entries) {
    for (const kept of editedSlot(slot, byKey.get(key))) entries.set(key, kept);
    byKey.delete(key);
  }
  for (const [key, [added]] of byKey) {
    if (added?.path.length === 1 && added.put !== undefined) {
      entries.set(key, { offset: 0, length: 0, tree: added.put });
    }
  }
  return { kind: 'map', entries };
}

function editedSlot(slot: YamlSlot, edits: readonly TreeEdit[] = []): YamlSlot[] {
  const here = edits.find((edit) => edit.path.length === 1);
  if (here !== undefined) return here.put === undefined ? [] : [{ ...slot, tree: here.put }];
  const below = edits.map((edit) => ({ ...edit, path: edit.path.slice(1) }));
  return [{ ...slot, tree: edited(slot.tree, below) }];
}
