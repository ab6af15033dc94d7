import { Fault } from '../diagnostics';
import { keyAlias } from '../plan/environments';
import type { Aws } from '../values/aws';
import { editEnvironment } from '../values/edit-environment';
import type { NewValue, NewValues } from '../values/new-value';
import { replaceFile } from '../values/replace-file';
import type { SecretValue } from '../values/secret-value';
import { valueTexts } from '../values/value-texts';
import type { Slot } from './set-slot';
import { severalAtOnce } from './several-at-once';
import type { TakenValues } from './take-values';

/** How many requests to KMS are under way at a time. */
const atOnce = 10;

/**
 * Values as they are written: secrets encrypted for their own place under the environment's key, configuration as it is.
 *
 * @throws AwsFault where one of them cannot be encrypted; then none is to be written
 */
export async function encryptValues(
  project: string,
  taken: TakenValues,
  now: Date,
  aws: Pick<Aws, 'encrypt'>,
): Promise<NewValues> {
  const rotated = now.toISOString().slice(0, 10);
  const encrypt = async ([slot, value]: [Slot, SecretValue]): Promise<[string, NewValue]> => {
    const { environment, name, entry } = slot;
    if (entry.kind === 'config') return [name, { kind: 'config', value: value.reveal() }];
    const ciphertext = await aws.encrypt(value, {
      region: environment.region,
      keyAlias: keyAlias(project, environment.keyOwner),
      context: { project, environment: environment.name, name },
    });
    return [name, { kind: 'secret', ciphertext, rotated }];
  };
  return new Map(await severalAtOnce(atOnce, [...taken], encrypt));
}

/** For a dry run: asks nobody, and what it gives is thrown away. */
export const noEncryption: Pick<Aws, 'encrypt'> = { encrypt: async () => 'AAAA' };

/** For finding out whether a file can be edited at these places before anybody is asked for anything. */
export function standIns(slots: readonly Slot[]): NewValues {
  return new Map(
    slots.map(({ name, entry }): [string, NewValue] => [
      name,
      entry.kind === 'config'
        ? { kind: 'config', value: 'x' }
        : { kind: 'secret', ciphertext: 'AAAA', rotated: '2000-01-01' },
    ]),
  );
}

export interface EditedFile {
  readonly text: string;
  /** 1-based, by name. */
  readonly lines: ReadonlyMap<string, number>;
}

/** @throws Fault where the file cannot be edited there */
export function editFile(text: string, file: string, values: NewValues): EditedFile {
  const edited = editEnvironment(text, values);
  if ('refused' in edited) throw new Fault(`${file}: ${edited.refused}`);
  return edited;
}

export interface WrittenValues {
  /** 1-based, by name. */
  readonly lines: ReadonlyMap<string, number>;
  /** The names behind which there is something else now. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Writes values into an environment file, all or none. Under the lock the file is read again: another process may have
 * written to it since.
 *
 * @throws Fault where the file cannot be edited
 */
export async function writeValues(root: string, file: string, values: NewValues): Promise<WrittenValues> {
  return replaceFile(root, file, (current) => {
    const written = tryValues(current, file, values);
    return { ...written, text: written.text === current ? undefined : written.text };
  });
}

/** What writing them would come to. @throws Fault where the file cannot be edited */
export function tryValues(current: string, file: string, values: NewValues): EditedFile & WrittenValues {
  const { text, lines } = editFile(current, file, values);
  const before = valueTexts(current);
  const after = valueTexts(text);
  const changed = new Set([...values.keys()].filter((name) => before.get(name) !== after.get(name)));
  return { text, lines, changed };
}
