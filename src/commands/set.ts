import type { Diagnostic, SourceTexts } from '../diagnostics';
import { list } from '../diagnostics';
import type { EnvironmentName } from '../model';
import type { Aws } from '../values/aws';
import type { CheckOptions, RawValue } from '../values/check-value';
import { refuseOtherAccount } from '../values/own-account';
import { loadWorkspace } from '../workspace';
import { type Confirm, mayTouch } from './ask-protected';
import type { CommandContext } from './context';
import { protectedHeir } from './protected-heir';
import { findSlots, type Slot, type Slots } from './set-slot';
import { takeValues } from './take-values';
import { editFile, encryptValues, noEncryption, standIns, tryValues, writeValues } from './write-values';
import { placeOf, type WrittenPlace } from './written-place';

export interface SetOptions extends CheckOptions {
  /** As somebody typed them; each name once. */
  readonly environment: string;
  readonly names: readonly string[];
  /** Check everything, but ask nothing of AWS and write nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is written to. */
  readonly yes: boolean;
}

/** The world that values come from and go to. */
export interface SetEdges {
  /** The value of each name, from a prompt, a file or standard input; asked for once, when all else is in order. */
  readonly readValues: () => Promise<ReadonlyMap<string, RawValue>>;
  readonly confirm: Confirm;
  readonly aws: Pick<Aws, 'account' | 'encrypt'>;
}

export interface SetResult {
  /** `declined`: a person said no; `refused`: see the diagnostics. Only `written` has changed anything. */
  readonly status: 'written' | 'unchanged' | 'dry-run' | 'declined' | 'refused';
  /** In the order in which they were named; empty where nothing came of it. */
  readonly places: readonly WrittenPlace[];
  readonly texts: SourceTexts;
  /** What is wrong with the files or with the values. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}

/**
 * Sets values, all or none: all are checked before one is encrypted, and all are encrypted before the environment file
 * is edited, once and in place. Secrets are encrypted under the environment's key, configuration is written as it is.
 *
 * @throws Fault where the file cannot be edited; AwsFault where AWS refuses or the credentials are of another account
 */
export async function set(context: CommandContext, options: SetOptions, edges: SetEdges): Promise<SetResult> {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace);
  const ended = (rest: Partial<SetResult>): SetResult => ({
    status: 'refused',
    places: [],
    texts,
    diagnostics: [],
    misuse: [],
    ...rest,
  });
  if (workspace === null) return ended({ diagnostics });
  const found = findSlots(workspace, options, diagnostics);
  if (!('slots' in found)) return ended(found);
  const { environment, file, slots } = found;
  const text = texts.get(file) ?? '';
  // Whether it can be edited there at all is known before anybody is asked for anything.
  editFile(text, file, standIns(slots));

  const heir = protectedHeir(
    workspace,
    environment,
    slots.map(({ name }) => name),
  );
  const touching = { ...options, protected: environment.protected || heir !== null };
  if (!(await mayTouch(touching, edges.confirm, questionOf(found, heir))))
    return ended({ status: 'declined' });
  const holdsSecret = slots.some(({ entry }) => entry.kind === 'secret');
  if (holdsSecret && !options.dryRun) await refuseOtherAccount(environment, edges.aws);
  const [taken, faults] = takeValues(bySlot(slots, await edges.readValues()), options);
  if (faults.length > 0) return ended({ diagnostics: faults });
  const { project } = workspace.manifest.value;
  const values = await encryptValues(
    project,
    taken,
    context.now(),
    options.dryRun ? noEncryption : edges.aws,
  );
  const written = options.dryRun
    ? tryValues(text, file, values)
    : await writeValues(context.workspace, file, values);
  const status = written.changed.size > 0 ? 'written' : 'unchanged';
  return ended({
    status: options.dryRun ? 'dry-run' : status,
    places: slots.map((slot) => placeOf(slot, written)),
  });
}

function questionOf({ environment, slots }: Slots, heir: EnvironmentName | null): string {
  const what = slots.length > 5 ? `${slots.length} values` : list(slots.map(({ name }) => name));
  return environment.protected
    ? `${environment.name} is protected. Set ${what} there?`
    : `${heir}, which is protected, inherits from ${environment.name}. Set ${what} in ${environment.name}?`;
}

/** What was not read is empty, and refused as that. */
const bySlot = (slots: readonly Slot[], raw: ReadonlyMap<string, RawValue>): ReadonlyMap<Slot, RawValue> =>
  new Map(slots.map((slot) => [slot, raw.get(slot.name) ?? '']));
