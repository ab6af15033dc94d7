import type { Place } from '../diagnostics';
import type { CanonicalMap, Environment, EnvironmentName, Manifest, Mapping, MappingName } from '../model';

export type YamlPath = readonly (string | number)[];

/** A file of the workspace as its model sees it, with the place of everything in it. */
export interface SourceFile<T> {
  /** Path relative to the workspace, with forward slashes. */
  readonly file: string;
  readonly value: T;
  /** The key at this path, or the item where the path ends in an index; the nearest one above where there is none. */
  at(path: YamlPath): Place;
}

/** Everything that planning is made from: plain data and places, no file handle left. */
export interface Workspace {
  readonly manifest: SourceFile<Manifest>;
  readonly canonical: SourceFile<CanonicalMap>;
  readonly mappings: ReadonlyMap<MappingName, SourceFile<Mapping>>;
  /** The environments that could be read. */
  readonly environments: ReadonlyMap<EnvironmentName, SourceFile<Environment>>;
  /** Every environment that has a file, also those that could not be read. */
  readonly environmentNames: readonly EnvironmentName[];
  /**
   * Whether nothing had to be left out of the manifest, the canonical map and the mappings; where something was, nothing is
   * said about what seems to be unused.
   */
  readonly complete: boolean;
  /** Canonical names of which a part could not be read, so that nothing more is said about their values. */
  readonly faulty: ReadonlySet<string>;
}
