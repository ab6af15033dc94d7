import {
  compareText,
  createDiagnostic,
  type Diagnostic,
  nearest,
  orderDiagnostics,
  type SourceTexts,
} from '../diagnostics';
import type { CanonicalMap, Environment, EnvironmentName, Manifest, Mapping, MappingName } from '../model';
import { type EnvironmentVerdict, judgeEnvironment, type ParsedEnvironments } from './environment-rules';
import { canonicalFile, environmentFile, manifestFile, mappingFile } from './file-kinds';
import {
  canonicalPath,
  environmentFolder,
  environmentPath,
  type FileRole,
  manifestPath,
  mappingFolder,
  roleOf,
} from './layout';
import { type FileKind, type ParsedFile, parseFile } from './parse-file';
import type { SourceFile, Workspace } from './workspace';
import { childOf } from './yaml-tree';

export interface ParseOptions {
  /**
   * The environments that are asked for; `foundation` may be among them. What is wrong in the files of others, and of
   * what these don't extend, is left out: one environment never holds up another. The foundation holds the key of each, so
   * it needs every file that may be about one.
   *
   * @default - all
   */
  readonly environments?: readonly string[];
  /** What was found wrong where the texts come from. A file that is the place of one exists, but has no text. */
  readonly faults?: readonly Diagnostic[];
}

export interface ParsedWorkspace {
  /** Null where the manifest or the canonical map can't be read at all. */
  readonly workspace: Workspace | null;
  /** In order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Texts, by their paths in the workspace, to the workspace that they describe. Pure; all faults in one go. */
export function parseWorkspace(texts: SourceTexts, options: ParseOptions = {}): ParsedWorkspace {
  const { faults = [], environments: selection } = options;
  const unread = new Set(faults.flatMap(({ place }) => (place === null ? [] : [place.file])));
  const parsed = <T>(file: string, kind: FileKind<T>): ParsedFile<T> => {
    const text = texts.get(file);
    return text === undefined ? unreadFile : parseFile(file, text, kind);
  };

  const manifest = parsed(manifestPath, manifestFile);
  const canonical = parsed(canonicalPath, canonicalFile);
  const mappings = new Map<MappingName, ParsedFile<Mapping>>();
  const environments = new Map<EnvironmentName, ParsedFile<Environment>>();
  for (const [file, role] of rolesOf([...texts.keys(), ...unread])) {
    if (role.kind === 'mapping') mappings.set(role.name, parsed(file, mappingFile));
    if (role.kind === 'environment') environments.set(role.name, parsed(file, environmentFile(role.name)));
  }
  const names = [...environments.keys()];
  const verdicts = new Map(names.map((name) => [name, judgeEnvironment(name, environments, names)]));

  const files = [manifest, canonical, ...mappings.values(), ...environments.values()];
  const diagnostics = [
    ...faults,
    ...missingFiles(texts, unread, names),
    ...files.flatMap((file) => file.diagnostics),
    ...[...verdicts.values()].flatMap((verdict) => verdict.diagnostics),
    ...(manifest.source === null ? [] : retiredFaults(manifest.source, names)),
    ...(isNone(texts, unread) ? [] : unknownEnvironments(selection ?? [], names)),
  ];
  const isRelevant = relevance(selection, environments, verdicts);
  return {
    workspace: assembled(manifest, canonical, mappings, verdicts, {
      complete:
        ![...unread].some((file) => !file.startsWith(environmentFolder)) &&
        [manifest, canonical, ...mappings.values()].every((file) => file.complete),
      faulty: new Set(files.flatMap((file) => file.faulty)),
    }),
    diagnostics: orderDiagnostics(diagnostics.filter(isRelevant)),
  };
}

/** A file that exists but has no text, or none at all: what is wrong is said elsewhere. */
const unreadFile: ParsedFile<never> = {
  source: null,
  tree: null,
  diagnostics: [],
  complete: false,
  faulty: [],
};

/** Each file with what it is for, in order of the names without their ending: `dev` comes before `dev-alice`. */
function rolesOf(files: readonly string[]): [file: string, role: FileRole][] {
  const stem = (file: string): string => file.replace(/\.yaml$/, '');
  return [...new Set(files)]
    .sort((a, b) => compareText(stem(a), stem(b)))
    .map((file) => [file, roleOf(file)]);
}

function assembled(
  manifest: ParsedFile<Manifest>,
  canonical: ParsedFile<CanonicalMap>,
  mappings: ReadonlyMap<MappingName, ParsedFile<Mapping>>,
  verdicts: ReadonlyMap<EnvironmentName, EnvironmentVerdict>,
  rest: Pick<Workspace, 'complete' | 'faulty'>,
): Workspace | null {
  if (manifest.source === null || canonical.source === null) return null;
  const usable = [...verdicts].flatMap(([name, { source }]) =>
    source === null ? [] : [[name, source] as const],
  );
  return {
    manifest: manifest.source,
    canonical: canonical.source,
    mappings: new Map([...mappings].map(([name, { source }]) => [name, source ?? emptyMapping(name)])),
    environments: new Map(usable),
    environmentNames: [...verdicts.keys()],
    ...rest,
  };
}

/** Keeps a mapping that can't be read known, so that only its own fault is reported. */
function emptyMapping(name: MappingName): SourceFile<Mapping> {
  const file = `${mappingFolder}/${name}.yaml`;
  return { file, value: Object.create(null), at: () => ({ file, offset: 0, length: 0 }) };
}

function missingFiles(
  texts: SourceTexts,
  unread: ReadonlySet<string>,
  environments: readonly EnvironmentName[],
): Diagnostic[] {
  const missing = (file: string, reason: string, remedy: string) =>
    createDiagnostic('unreadable-file', { file, reason, remedy }, null);
  const diagnostics: Diagnostic[] = [];
  if (!texts.has(manifestPath) && !unread.has(manifestPath)) {
    const remedy =
      'Name the folder that holds it with --workspace DIR, or begin a workspace with: fanout init DIR';
    diagnostics.push(missing(manifestPath, 'there is no such file', remedy));
    // Nothing of a workspace is here: that it is another folder that was meant is all there is to say.
    if (isNone(texts, unread)) return diagnostics;
  }
  if (!texts.has(canonicalPath) && !unread.has(canonicalPath) && !unread.has(mappingFolder)) {
    diagnostics.push(
      missing(canonicalPath, 'there is no such file', 'Create it: every canonical name stands there.'),
    );
  }
  if (environments.length === 0 && ![...unread].some((file) => file.startsWith(environmentFolder))) {
    const remedy = `Create ${environmentPath('NAME')} for the first environment.`;
    diagnostics.push(missing(environmentFolder, 'there is no environment in it', remedy));
  }
  return diagnostics;
}

const isNone = (texts: SourceTexts, unread: ReadonlySet<string>): boolean =>
  texts.size === 0 && unread.size === 0;

function retiredFaults({ value, at }: SourceFile<Manifest>, names: readonly EnvironmentName[]): Diagnostic[] {
  return [...value.retired.entries()]
    .filter(([, name]) => names.includes(name))
    .map(([index, name]) => {
      const reason = `The environment ${name} is retired, but ${environmentPath(name)} is still there`;
      const remedy = `Remove ${name} from "retired", or remove the file: its key is let go with it.`;
      return createDiagnostic('environment-mismatch', { reason, remedy }, at(['retired', index]));
    });
}

function unknownEnvironments(selection: readonly string[], names: readonly EnvironmentName[]): Diagnostic[] {
  const known: readonly string[] = [...names, 'foundation'];
  return selection
    .filter((name) => !known.includes(name))
    .map((name) => createDiagnostic('unknown-environment', { name, nearest: nearest(name, known) }, null));
}

/** Whether a diagnostic concerns what was asked for. */
function relevance(
  selection: readonly string[] | undefined,
  environments: ParsedEnvironments,
  verdicts: ReadonlyMap<EnvironmentName, EnvironmentVerdict>,
): (diagnostic: Diagnostic) => boolean {
  if (selection === undefined) return () => true;
  const needsKeys = selection.includes('foundation');
  const keyIsClear = new Set(
    [...verdicts]
      .filter(([name, { source }]) => source !== null || extendedBy(environments.get(name)) !== undefined)
      .map(([name]) => environmentPath(name)),
  );
  const files = new Set(
    selection.flatMap((name) => {
      const parent = extendedBy(environments.get(name as EnvironmentName));
      return [name, ...(parent === undefined ? [] : [parent])].map(environmentPath);
    }),
  );
  return ({ place }) =>
    place === null ||
    !place.file.startsWith(`${environmentFolder}/`) ||
    files.has(place.file) ||
    (needsKeys && !keyIsClear.has(place.file));
}

/** Read from the tree: a file with other faults still says what it extends. */
function extendedBy(file: ParsedFile<unknown> | undefined): string | undefined {
  const written = file?.tree == null ? undefined : childOf(file.tree, 'extends')?.tree;
  return written?.kind === 'scalar' && typeof written.value === 'string' ? written.value : undefined;
}
