import type { YamlPath } from '../workspace/workspace';
import { emptyScalar, type YamlSlot, type YamlTree } from '../workspace/yaml-tree';
import type { MapEdit, YamlData } from './map-edit';

/**
 * What a file must say after an edit: the tree of before with that one thing changed. The place of a new key among the
 * others says nothing.
 *
 * @returns undefined where there is no such path, or a key that is to be new is there
 */
export function expectedTree(tree: YamlTree, edit: MapEdit): YamlTree | undefined {
  switch (edit.do) {
    case 'add':
      return within(tree, edit.at, (map) => {
        const entries = entriesOf(map);
        if (entries === undefined || entries.has(edit.key)) return undefined;
        return { kind: 'map', entries: new Map(entries).set(edit.key, slot(treeOf(edit.value))) };
      });
    case 'append':
      return within(tree, edit.at, (list) =>
        list.kind === 'list' ? { kind: 'list', items: [...list.items, slot(treeOf(edit.value))] } : undefined,
      );
    case 'remove':
      return within(tree, edit.at.slice(0, -1), (parent) => without(parent, edit.at.at(-1) ?? ''));
    case 'rename':
      return within(tree, edit.at.slice(0, -1), (map) => renamed(map, String(edit.at.at(-1)), edit.to));
    case 'write':
      return within(tree, edit.at, (scalar) =>
        scalar.kind === 'scalar' ? { kind: 'scalar', value: edit.text, source: edit.text } : undefined,
      );
  }
}

/** Whether two trees say the same, maps in whatever order; a map without keys is the same as nothing. */
export function sameTree(a: YamlTree, b: YamlTree): boolean {
  const [one, other] = [emptied(a), emptied(b)];
  if (one.kind === 'scalar' && other.kind === 'scalar')
    return one.value === other.value && (one.value === null || one.source === other.source);
  if (one.kind === 'list' && other.kind === 'list')
    return (
      one.items.length === other.items.length &&
      one.items.every((item, index) => sameSlot(item, other.items[index]))
    );
  if (one.kind !== 'map' || other.kind !== 'map') return false;
  return (
    one.entries.size === other.entries.size &&
    [...one.entries].every(([key, item]) => sameSlot(item, other.entries.get(key)))
  );
}

const sameSlot = (a: YamlSlot, b: YamlSlot | undefined): boolean =>
  b !== undefined && sameTree(a.tree, b.tree);

const emptied = (tree: YamlTree): YamlTree =>
  tree.kind === 'map' && tree.entries.size === 0 ? emptyScalar : tree;

const slot = (tree: YamlTree): YamlSlot => ({ offset: 0, length: 0, tree });

function within(
  tree: YamlTree,
  path: YamlPath,
  change: (tree: YamlTree) => YamlTree | undefined,
): YamlTree | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(tree);
  if (tree.kind === 'list') {
    const at = Number(key);
    const below = tree.items[at] && within(tree.items[at].tree, rest, change);
    return below && { kind: 'list', items: tree.items.with(at, slot(below)) };
  }
  const here = tree.kind === 'map' ? tree.entries.get(String(key)) : undefined;
  const below = here && within(here.tree, rest, change);
  return below && { kind: 'map', entries: new Map(entriesOf(tree)).set(String(key), slot(below)) };
}

/** Nothing is a map without keys. */
function entriesOf(tree: YamlTree): ReadonlyMap<string, YamlSlot> | undefined {
  if (tree.kind === 'map') return tree.entries;
  return tree.kind === 'scalar' && tree.value === null ? new Map() : undefined;
}

function without(parent: YamlTree, key: string | number): YamlTree | undefined {
  if (parent.kind === 'list') {
    const items = parent.items.filter((_, index) => index !== key);
    return items.length < parent.items.length ? { kind: 'list', items } : undefined;
  }
  if (parent.kind !== 'map' || !parent.entries.has(String(key))) return undefined;
  return { kind: 'map', entries: new Map([...parent.entries].filter(([each]) => each !== key)) };
}

function renamed(map: YamlTree, from: string, to: string): YamlTree | undefined {
  if (map.kind !== 'map' || !map.entries.has(from) || map.entries.has(to)) return undefined;
  return {
    kind: 'map',
    entries: new Map([...map.entries].map(([key, value]) => [key === from ? to : key, value])),
  };
}

function treeOf(data: YamlData): YamlTree {
  if (data === null) return emptyScalar;
  if (Array.isArray(data)) return { kind: 'list', items: data.map((item: YamlData) => slot(treeOf(item))) };
  if (typeof data !== 'object') return { kind: 'scalar', value: data as string, source: String(data) };
  return {
    kind: 'map',
    entries: new Map(Object.entries(data).map(([key, value]) => [key, slot(treeOf(value as YamlData))])),
  };
}
