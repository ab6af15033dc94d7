import { createDiagnostic, type Diagnostic, Fault, type SourceTexts } from '../diagnostics';
import type { CanonicalEntry } from '../model';
import { secretShape } from '../model/secret-shape';
import { keyAlias } from '../plan/environments';
import type { Aws } from '../values/aws';
import { checkValue } from '../values/check-value';
import { editEnvironment } from '../values/edit-environment';
import type { NewValue } from '../values/new-value';
import { refuseOtherAccount } from '../values/own-account';
import { replaceFile } from '../values/replace-file';
import type { SecretValue } from '../values/secret-value';
import { loadWorkspace, type Workspace } from '../workspace';
import { type Confirm, mayTouch } from './ask-protected';
import type { CommandContext } from './context';
import { findSlot, type Slot } from './set-slot';

export interface SetOptions {
  /** As somebody typed them. */
  readonly environment: string;
  readonly name: string;
  /** Check everything, but ask nothing of AWS and write nothing. */
  readonly dryRun: boolean;
  /** Take the value to the byte: no line end is dropped, and white space around it is fine. */
  readonly keepWhitespace: boolean;
  /** Do not ask before a protected environment is written to. */
  readonly yes: boolean;
}

/** The world that a value comes from and goes to. */
export interface SetEdges {
  /** The value as bytes, from a prompt, a file or standard input; asked for once, when all else is in order. */
  readonly readValue: () => Promise<Uint8Array>;
  readonly confirm: Confirm;
  readonly aws: Pick<Aws, 'account' | 'encrypt'>;
}

/** Where a value stands. */
export interface SetPlace {
  readonly environment: string;
  readonly name: string;
  readonly kind: CanonicalEntry['kind'];
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export interface SetResult {
  /** `declined`: a person said no; `refused`: see the diagnostics. Only `written` has changed anything. */
  readonly status: 'written' | 'unchanged' | 'dry-run' | 'declined' | 'refused';
  /** Null where nothing came of it. */
  readonly place: SetPlace | null;
  readonly texts: SourceTexts;
  /** What is wrong with the files or with the value. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments: the command was used wrongly. */
  readonly misuse: readonly Diagnostic[];
}

/**
 * Sets one value: a secret is encrypted under the environment's key, configuration is written as it is, and the
 * environment file is edited in place.
 *
 * @throws Fault where the file cannot be edited; AwsFault where AWS refuses or the credentials are of another account
 */
export async function set(context: CommandContext, options: SetOptions, edges: SetEdges): Promise<SetResult> {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace, {
    environments: [options.environment],
  });
  const ended = (rest: Partial<SetResult>): SetResult => ({
    status: 'refused',
    place: null,
    texts,
    diagnostics: [],
    misuse: [],
    ...rest,
  });
  if (workspace === null) return ended({ diagnostics });
  const found = findSlot(workspace, options, diagnostics);
  if (!('slot' in found)) return ended(found);
  const { slot } = found;
  const text = texts.get(slot.file) ?? '';
  edit(text, slot, standIn(slot));

  const touching = { ...options, protected: slot.environment.protected };
  const question = `${options.environment} is protected. Set ${options.name} there?`;
  if (!(await mayTouch(touching, edges.confirm, question))) return ended({ status: 'declined' });
  const isSecret = slot.entry.kind === 'secret';
  if (isSecret && !options.dryRun) await refuseOtherAccount(slot.environment, edges.aws);
  const taken = takeValue(slot, await edges.readValue(), options);
  if (!('value' in taken)) return ended({ diagnostics: [taken.diagnostic] });
  if (options.dryRun) {
    const { line } = edit(text, slot, isSecret ? standIn(slot) : configValue(taken.value));
    return ended({ status: 'dry-run', place: placeOf(slot, line) });
  }
  const value = isSecret
    ? await encrypt(workspace, slot, taken.value, context.now(), edges.aws)
    : configValue(taken.value);
  // Under the lock the file is read again: another `set` may have written to it since.
  const written = await replaceFile(context.workspace, slot.file, (current) => {
    const edited = edit(current, slot, value);
    return { line: edited.line, text: edited.text === current ? undefined : edited.text };
  });
  return ended({
    status: written.text === undefined ? 'unchanged' : 'written',
    place: placeOf(slot, written.line),
  });
}

function takeValue(
  slot: Slot,
  bytes: Uint8Array,
  options: SetOptions,
): { readonly value: SecretValue } | { readonly diagnostic: Diagnostic } {
  const { environment, name, entry } = slot;
  const checked = checkValue(bytes, entry, options);
  if ('fault' in checked) {
    const args = { name, environment: environment.name, ...checked.fault };
    return { diagnostic: createDiagnostic('invalid-value', args, null) };
  }
  if (entry.kind === 'secret' || entry.plain !== undefined) return checked;
  // It would be committed in plain text.
  const shape = secretShape(checked.value.reveal());
  if (shape === undefined) return checked;
  const what = `The configuration value ${name}`;
  return { diagnostic: createDiagnostic('plaintext-secret', { what, shape }, null) };
}

async function encrypt(
  { manifest }: Workspace,
  { environment, name }: Slot,
  value: SecretValue,
  now: Date,
  aws: Pick<Aws, 'encrypt'>,
): Promise<NewValue> {
  const { project } = manifest.value;
  const ciphertext = await aws.encrypt(value, {
    region: environment.region,
    keyAlias: keyAlias(project, environment.keyOwner),
    context: { project, environment: environment.name, name },
  });
  return { kind: 'secret', ciphertext, rotated: now.toISOString().slice(0, 10) };
}

const configValue = (value: SecretValue): NewValue => ({ kind: 'config', value: value.reveal() });

/** For finding out whether the file can be edited, before anybody is asked for anything. */
function standIn({ entry }: Slot): NewValue {
  if (entry.kind === 'config') return { kind: 'config', value: 'x' };
  return { kind: 'secret', ciphertext: 'AAAA', rotated: '2000-01-01' };
}

function edit(text: string, { file, name }: Slot, value: NewValue): { text: string; line: number } {
  const edited = editEnvironment(text, new Map([[name, value]]));
  if ('refused' in edited) throw new Fault(`${file}: ${edited.refused}`);
  return { text: edited.text, line: edited.lines.get(name) ?? 1 };
}

const placeOf = ({ environment, name, entry, file }: Slot, line: number): SetPlace => ({
  environment: environment.name,
  name,
  kind: entry.kind,
  file,
  line,
});
