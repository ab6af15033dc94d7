import type { Diagnostic, SourceTexts } from '../diagnostics';
import type { Aws } from '../values/aws';
import type { CheckOptions } from '../values/check-value';
import { type ClosedValue, writeEditText } from '../values/editing/edit-text';
import type { EditFault } from '../values/editing/read-edit-text';
import { refuseOtherAccount } from '../values/own-account';
import type { SecretValue } from '../values/secret-value';
import { loadWorkspace, type Workspace } from '../workspace';
import { type Confirm, mayTouch } from './ask-protected';
import type { CommandContext } from './context';
import { BaseText } from './edit/base-text';
import { type Editor, editUntilSound } from './edit/edit-until-sound';
import { isCiphertext, offerValues, type Progress } from './edit/offer';
import { takeEdited } from './edit/take-edited';
import { protectedHeir } from './protected-heir';
import { findEnvironment, findSlot, findSlots, type Slot } from './set-slot';
import { encryptValues, noEncryption } from './write-values';
import { placeOf, type WrittenPlace } from './written-place';

export interface EditOptions extends CheckOptions {
  /** As somebody typed them. */
  readonly environment: string;
  /** Empty for all. */
  readonly names: readonly string[];
  /** Decrypts and checks, but encrypts nothing and writes nothing. */
  readonly dryRun: boolean;
  /** Do not ask before values of a protected environment are shown. */
  readonly yes: boolean;
}

export interface EditEdges {
  /** @throws Fault where there is none */
  readonly openEditor: () => Editor;
  readonly confirm: Confirm;
  readonly progress: Progress;
  readonly aws: Pick<Aws, 'account' | 'encrypt' | 'decrypt'>;
}

export interface EditResult {
  /**
   * `declined`: a person said no; `aborted`: the editor was left without a text; `refused`: the files are not in order, or
   * the text was left so. Only `written` has changed anything.
   */
  readonly status: 'written' | 'unchanged' | 'dry-run' | 'declined' | 'aborted' | 'refused';
  /** What was changed; empty where nothing came of it. */
  readonly places: readonly WrittenPlace[];
  /** Names that stood there without their values. */
  readonly closed: readonly ClosedValue[];
  /** Why it was aborted. */
  readonly reason: string | null;
  /** What was wrong with the text when the editor was left for good. */
  readonly faults: readonly EditFault[];
  readonly texts: SourceTexts;
  /** What is wrong with the files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}

/**
 * Opens an editor on the values of an environment, and writes what was changed there: all of it or nothing. What is wrong
 * opens the editor again, so that nothing that somebody typed is lost.
 *
 * @throws Fault where the file cannot be edited or there is no editor; AwsFault where AWS refuses
 */
export async function edit(
  context: CommandContext,
  options: EditOptions,
  edges: EditEdges,
): Promise<EditResult> {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace);
  const ended = (rest: Partial<EditResult>): EditResult => ({
    status: 'refused',
    places: [],
    closed: [],
    reason: null,
    faults: [],
    texts,
    diagnostics: [],
    misuse: [],
    ...rest,
  });
  if (workspace === null) return ended({ diagnostics });
  const found = slotsToEdit(workspace, options, diagnostics);
  if (!('slots' in found)) return ended(found);
  const { environment, file, slots } = found;
  const heir = protectedHeir(
    workspace,
    environment,
    slots.map(({ name }) => name),
  );
  const question = environment.protected
    ? `${environment.name} is protected. Decrypt values of it into an editor?`
    : `${heir}, which is protected, inherits from ${environment.name}. Decrypt values of ${environment.name} into an editor?`;
  const touching = { protected: environment.protected || heir !== null, yes: options.yes, dryRun: false };
  if (!(await mayTouch(touching, edges.confirm, question))) return ended({ status: 'declined' });

  const account = once(() => refuseOtherAccount(environment, edges.aws));
  if (slots.some(isCiphertext)) await account();
  const offer = await offerValues(slots, edges.aws, edges.progress);
  const { project } = workspace.manifest.value;
  const original = {
    shown: offer.shown,
    known: new Set(Object.keys(workspace.canonical.value)),
    find: (name: string) => findSlot(workspace, { environment: environment.name, name }, diagnostics),
  };
  const base = new BaseText(context.workspace, file, texts.get(file) ?? '');
  const attempt = async (text: SecretValue) => {
    const edited = takeEdited(text, original, options);
    if ('faults' in edited) return edited;
    const changed = [...edited.changed.keys()];
    if (changed.length === 0) return { done: [] };
    if (!options.dryRun && changed.some(({ entry }) => entry.kind === 'secret')) await account();
    const aws = options.dryRun ? noEncryption : edges.aws;
    const values = await encryptValues(project, edited.changed, context.now(), aws);
    const written = await base.write(values, options.dryRun);
    if ('overtaken' in written)
      return { faults: written.overtaken.map((name) => overtaken(name, edited.lines.get(name))) };
    return { done: changed.map((slot) => placeOf(slot, written)) };
  };
  const editor = edges.openEditor();
  try {
    const first = writeEditText({ project, environment: environment.name, ...offer });
    const end = await editUntilSound(editor, first, attempt);
    const { closed } = offer;
    if ('aborted' in end) return ended({ status: 'aborted', reason: end.aborted, closed });
    if ('faults' in end) return ended({ faults: end.faults, closed });
    const status = options.dryRun ? 'dry-run' : 'written';
    return ended({ status: end.done.length > 0 ? status : 'unchanged', places: end.done, closed });
  } finally {
    editor.close();
  }
}

/** Every name of the environment where none is named: those of its file first, in their order. */
function slotsToEdit(
  workspace: Workspace,
  { environment: typed, names }: EditOptions,
  diagnostics: readonly Diagnostic[],
): ReturnType<typeof findSlots> {
  if (names.length > 0) return findSlots(workspace, { environment: typed, names }, diagnostics);
  const home = findEnvironment(workspace, typed, diagnostics);
  if (!('environment' in home)) return home;
  const { environment, file } = home;
  const own = Object.keys(environment.file.value.values);
  const all = new Set([...own, ...Object.keys(workspace.canonical.value)]);
  const slots = [...all].flatMap((name): Slot[] => {
    const found = findSlot(workspace, { environment: typed, name }, diagnostics);
    return 'slot' in found ? [found.slot] : [];
  });
  return { environment, file, slots };
}

const overtaken = (name: string, line: number | undefined): EditFault => ({
  line: line ?? null,
  message: `${name} was changed in the file by somebody else meanwhile: yours goes over theirs where you try again; to keep theirs, remove the line of ${name}`,
});

/** Asks once, however often it is called. */
function once(ask: () => Promise<void>): () => Promise<void> {
  let asked: Promise<void> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
