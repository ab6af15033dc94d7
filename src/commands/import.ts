import { createDiagnostic, Fault, list, nearest, orderDiagnostics, quote } from '../diagnostics';
import type { CanonicalName, EnvironmentName, Mapping, MappingName } from '../model';
import type { Aws } from '../values/aws';
import type { CheckOptions } from '../values/check-value';
import { refuseOtherAccount } from '../values/own-account';
import { readSource, type SourceOptions } from '../values/sources/read-source';
import { finishUnfinished } from '../values/unfinished';
import { loadWorkspace, type Workspace } from '../workspace';
import { type Confirm, mayTouch } from './ask-protected';
import type { CommandContext } from './context';
import { addNames } from './import/add-names';
import { matchKeys } from './import/match-keys';
import { refuseFlow } from './import/refuse-flow';
import type { ImportResult } from './import/result';
import { needlessKinds, type SortingOptions, sortOut } from './import/sort-out';
import { writeBatches } from './import/write-batches';
import { protectedHeir } from './protected-heir';
import { type EnvironmentHome, findEnvironment, findSlot, type Slot } from './set-slot';
import { takeValues } from './take-values';
import { editFile, standIns } from './write-values';

export interface ImportOptions extends CheckOptions, SourceOptions, SortingOptions {
  /** As somebody typed it. */
  readonly environment: string;
  /** By whose names the source goes. @default - the canonical ones */
  readonly mapping?: string;
  /** Stands before every key that is not in the mapping. */
  readonly prefix: string;
  /** Check everything, but ask nothing of KMS and write nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is written to. */
  readonly yes: boolean;
}

/** Where values are taken in from. */
export interface ImportSource {
  /** As it is shown: the file or the entry as it was named. */
  readonly shown: string;
  /** The name or the ARN of the entry; null where it is none. */
  readonly entry: string | null;
  /** Asked once. @param home - the environment that the values are for @throws Fault where it cannot be read */
  read(home: { readonly region: string }): Promise<Uint8Array>;
  /** Sentences about the source itself. */
  warnings(): readonly string[];
}

export interface ImportEdges {
  readonly source: ImportSource;
  readonly confirm: Confirm;
  readonly progress: (done: number, total: number) => void;
  readonly aws: Pick<Aws, 'account' | 'encrypt'>;
}

/**
 * Takes values into an environment that have been kept elsewhere. All are checked before one is encrypted; then they are
 * encrypted and written some at a time, so that whoever is cut off goes on with the rest.
 *
 * @throws Fault where the source cannot be read, or a file cannot be edited; AwsFault where AWS refuses
 */
export async function importValues(
  context: CommandContext,
  options: ImportOptions,
  { source, confirm, progress, aws }: ImportEdges,
): Promise<ImportResult> {
  const finished = (options.dryRun ? null : await finishUnfinished(context.workspace)) ?? [];
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace);
  let result: ImportResult = {
    status: 'refused',
    environment: options.environment,
    source: source.shown,
    names: [],
    faults: [],
    warnings: [],
    finished,
    texts,
    diagnostics: [],
    misuse: [],
  };
  if (workspace === null) return { ...result, diagnostics };
  const home = findEnvironment(workspace, options.environment, diagnostics);
  if (!('environment' in home)) return { ...result, ...home };
  const { environment, file } = home;
  const consumer = consumerOf(workspace, options.mapping);
  if ('misuse' in consumer) return { ...result, misuse: consumer.misuse };

  if (source.entry !== null) refuseFlow(context, source.entry, environment);
  const read = readSource(await source.read(environment), options);
  result = { ...result, warnings: source.warnings() };
  if ('faults' in read) return { ...result, faults: read.faults };
  const canonical = new Set(Object.keys(workspace.canonical.value));
  const matched = matchKeys(read.values, { ...consumer, canonical, prefix: options.prefix });
  const find = (name: CanonicalName) =>
    findSlot(workspace, { environment: environment.name, name }, diagnostics);
  const sorted = sortOut(matched, home, find, options);
  refuseNeedless(options, needlessKinds(options.kinds, sorted, workspace));
  result = { ...result, names: sorted.names };
  const [taken, wrong] = takeValues(
    new Map([...sorted.writes].map(([slot, value]) => [slot, value.reveal()])),
    options,
  );
  const notFound = sorted.notFound.flatMap((found) => ('misuse' in found ? found.misuse : found.diagnostics));
  const isRefused = sorted.names.some(({ outcome }) => outcome === 'unknown');
  if (isRefused || matched.faults.length + notFound.length + wrong.length > 0)
    return { ...result, faults: matched.faults, diagnostics: orderDiagnostics([...notFound, ...wrong]) };
  if (taken.size === 0) return { ...result, status: options.dryRun ? 'dry-run' : 'unchanged' };
  // Whether it can be edited there at all is known before anybody is asked for anything.
  editFile(texts.get(file) ?? '', file, standIns([...taken.keys()]));

  const heir = protectedHeir(
    workspace,
    environment,
    [...taken.keys()].map(({ name }) => name),
  );
  const touching = { ...options, protected: environment.protected || heir !== null };
  if (!(await mayTouch(touching, confirm, questionOf(home, heir, taken.size, source))))
    return { ...result, status: 'declined' };
  if (!options.dryRun && [...taken.keys()].some(isSecret)) await refuseOtherAccount(environment, aws);
  if (sorted.additions.length > 0) {
    const added = await addNames(context, sorted.additions, options.dryRun);
    if (added.status === 'refused')
      return { ...result, texts: added.texts, diagnostics: added.diagnostics, misuse: added.misuse };
  }
  if (options.dryRun) return { ...result, status: 'dry-run' };
  const target = {
    root: context.workspace,
    file,
    text: texts.get(file) ?? '',
    project: workspace.manifest.value.project,
    now: context.now(),
  };
  const overtaken = await writeBatches(target, taken, aws, progress);
  return {
    ...result,
    status: overtaken.size < taken.size ? 'written' : 'unchanged',
    names: sorted.names.map((each) =>
      each.name !== null && overtaken.has(each.name) ? { ...each, outcome: 'kept' } : each,
    ),
  };
}

const isSecret = ({ entry }: Slot): boolean => entry.kind === 'secret';

function questionOf(
  { environment: { name, protected: isProtected } }: EnvironmentHome,
  heir: EnvironmentName | null,
  count: number,
  { shown }: ImportSource,
): string {
  const what = `Write ${count === 1 ? 'a value' : `${count} values`} from ${quote(shown)} into ${name}?`;
  return isProtected
    ? `${name} is protected. ${what}`
    : `${heir}, which is protected, inherits from ${name}. ${what}`;
}

function consumerOf(
  { mappings }: Workspace,
  typed: string | undefined,
): { readonly mapping?: Mapping } | Pick<ImportResult, 'misuse'> {
  if (typed === undefined) return {};
  const mapping = mappings.get(typed as MappingName);
  if (mapping !== undefined) return { mapping: mapping.value };
  const args = { name: typed, nearest: nearest(typed, mappings.keys()) };
  return { misuse: [createDiagnostic('unknown-mapping', args, null)] };
}

function refuseNeedless(
  { addNames: adds }: ImportOptions,
  { contrary, others }: ReturnType<typeof needlessKinds>,
): void {
  if (contrary.length > 0)
    throw new Fault(
      `--kind is for names that are new, and mappings/canonical.yaml says otherwise of ${list(contrary.map(quote))}; nothing has been written: correct it there`,
    );
  if (others.length === 0) return;
  throw new Fault(
    adds
      ? `The source has no ${list(others.map(quote))} that --kind could be about; nothing has been written`
      : '--kind is for names that are new, and only --add-names adds any; nothing has been written',
  );
}
