import type * as z from 'zod';
import type { Diagnostic, Place } from '../diagnostics';
import { type ModelFault, modelFaults } from './model-faults';
import { plainData, withoutPrototypes } from './plain-data';
import { readTree } from './read-tree';
import type { SourceFile, YamlPath } from './workspace';
import { edited, emptyMap, slotsAlong, type TreeEdit, type YamlTree } from './yaml-tree';

/** What one kind of file is made of, and how it goes on without what is wrong in it. */
export interface FileKind<T> {
  readonly schema: z.ZodType<T>;
  /** What an empty file means: every required field is missing, or it is not the map that it has to be. */
  readonly emptyIs: 'map' | 'nothing';
  /** The change that takes a fault out, or null where the file can't be used without it. */
  repair(fault: Pick<ModelFault, 'path' | 'kind'>): TreeEdit | null;
  /** The canonical name of which something is left out, so that nothing more is said about it. */
  faultyName(path: YamlPath): string | undefined;
}

export interface ParsedFile<T> {
  /** Null where it can't be used at all. */
  readonly source: SourceFile<T> | null;
  /** What the file says, before anything was left out; null where it is not YAML. */
  readonly tree: YamlTree | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly complete: boolean;
  readonly faulty: readonly string[];
}

/** Each round takes at least one thing out, and no model is deeper than this. */
const rounds = 10;

/** One file's text to what its model says, without what is wrong in it. */
export function parseFile<T>(file: string, text: string, kind: FileKind<T>): ParsedFile<T> {
  const { tree: read, diagnostics: syntax } = readTree(file, text);
  if (read === null) return { source: null, tree: null, diagnostics: syntax, complete: false, faulty: [] };

  const isEmpty = read.kind === 'scalar' && read.value === null;
  let tree = isEmpty && kind.emptyIs === 'map' ? emptyMap : read;
  const diagnostics = [...syntax];
  const faulty = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const data = plainData(tree, [kind.schema]);
    const result = kind.schema.safeParse(data);
    if (result.success) {
      const source = { file, value: withoutPrototypes(result.data), at: placesOf(file, tree) };
      return { source, tree: read, diagnostics, complete: diagnostics.length === 0, faulty: [...faulty] };
    }
    const faults = modelFaults(result.error.issues, { schema: kind.schema, data, at: placesOf(file, tree) });
    // What is wrong in a later round is wrong because of what was taken out.
    if (round === 0) diagnostics.push(...faults.map(({ diagnostic }) => diagnostic));
    const edits: TreeEdit[] = [];
    for (const fault of faults) {
      const edit = kind.repair(fault);
      if (edit === null)
        return { source: null, tree: read, diagnostics, complete: false, faulty: [...faulty] };
      edits.push(edit);
      const name = kind.faultyName(fault.path);
      if (name !== undefined) faulty.add(name);
    }
    tree = edited(tree, edits);
  }
  return { source: null, tree: read, diagnostics, complete: false, faulty: [...faulty] };
}

/** Drops what is wrong; where something is missing, what it is missing from. */
export function dropped({ path, kind }: Pick<ModelFault, 'path' | 'kind'>): TreeEdit | null {
  const dropPath = kind === 'missing' ? path.slice(0, -1) : path;
  return dropPath.length === 0 ? null : { path: dropPath };
}

function placesOf(file: string, tree: YamlTree): (path: YamlPath) => Place {
  return (path) => {
    const slot = slotsAlong(tree, path).at(-1);
    return { file, offset: slot?.offset ?? 0, length: slot?.length ?? 0 };
  };
}
