import type { ResolvedEnvironment } from '../../plan/environments';
import type { MapEdit, YamlData } from '../../values/map-edit';
import { canonicalPath } from '../../workspace/layout';
import type { FileDraft, Mark } from './draft';
import { type Ground, ownValue } from './ground';

/** A name that the canonical map is to get. */
export interface AddedName {
  readonly name: string;
  /** What the map says of it; null for nothing. */
  readonly entry: YamlData;
  /** Where it exists; empty for everywhere. */
  readonly environments: readonly string[];
}

/** What extends another environment inherits its place, unless it alone is meant. */
export function placesFor(
  { environments }: Ground,
  { name, environments: asked }: Pick<AddedName, 'name' | 'environments'>,
): ResolvedEnvironment[] {
  return [...environments.values()].filter((environment) => {
    const isMeant = asked.length === 0 ? environment.parent === undefined : asked.includes(environment.name);
    return isMeant && ownValue(environment, name) === undefined;
  });
}

/** One draft for each file: the canonical map first, then the environments, in each of which the names wait for values. */
export function draftNames(ground: Ground, names: readonly AddedName[]): FileDraft[] {
  const places = names.flatMap((added) =>
    placesFor(ground, added).map(({ file }) => ({ file: file.file, added })),
  );
  const files = [...new Set(places.map(({ file }) => file))];
  return [
    addedKeys(canonicalPath, [], names),
    ...files.map((file) =>
      addedKeys(
        file,
        ['values'],
        places.filter((place) => place.file === file).map(({ added }) => ({ ...added, entry: null })),
      ),
    ),
  ];
}

const addedKeys = (file: string, at: readonly string[], names: readonly AddedName[]): FileDraft => ({
  file,
  edits: names.map(({ name, entry }): MapEdit => ({ do: 'add', at, key: name, value: entry })),
  marks: names.map(({ name }): Mark => ({ what: 'added', name, at: [...at, name] })),
});
