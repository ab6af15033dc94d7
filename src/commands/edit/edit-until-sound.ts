import { Fault } from '../../diagnostics';
import { withFaults, withoutFaults } from '../../values/editing/fault-lines';
import type { EditFault } from '../../values/editing/read-edit-text';
import type { SecretValue } from '../../values/secret-value';

/** A private file that can be opened in an editor. */
export interface Editor {
  /** What stands in the file when the editor is closed, or why nothing is to be done. @throws Fault */
  edit(text: SecretValue): Promise<SavedText | { readonly aborted: string }>;
  /** Overwrites and removes the file. */
  close(): void;
}

export interface SavedText {
  readonly text: SecretValue;
  /** Why it may not be what somebody meant to save: a sentence. @default - nothing */
  readonly doubt?: string;
}

export interface Unsound {
  readonly faults: readonly EditFault[];
}

export type EditEnd<T> =
  | { readonly done: T }
  /** The editor was left without a text. */
  | { readonly aborted: string }
  /** It was left as it was, with what is wrong in it. */
  | Unsound;

/**
 * Opens the editor until what comes out of it is in order and written, or somebody gives up. What is wrong, with the text
 * or with the world, is said above the text when it is opened again.
 *
 * @param attempt - checks and writes a text
 * @throws Fault where somebody gave up because of it
 */
export async function editUntilSound<T>(
  editor: Editor,
  first: SecretValue,
  attempt: (text: SecretValue) => Promise<{ readonly done: T } | Unsound>,
): Promise<EditEnd<T>> {
  let offered = first;
  let last: (Unsound & { readonly thrown?: Fault }) | undefined;
  for (;;) {
    const saved = await editor.edit(offered);
    if ('aborted' in saved) return saved;
    const text = withoutFaults(saved.text);
    const isAsOffered = saved.text.reveal() === offered.reveal();
    // Where no value could be shown, nothing but comments was offered.
    if (isBlank(text) && !isAsOffered) return { aborted: 'nothing stands in the file any more' };
    if (last !== undefined && isAsOffered) {
      if (last.thrown !== undefined) throw last.thrown;
      return { faults: last.faults };
    }
    const { doubt } = saved;
    const ended = await withoutThrowing(async () =>
      doubt === undefined ? attempt(text) : { faults: [{ line: null, message: doubt }] },
    );
    if ('done' in ended) return ended;
    last = ended;
    offered = withFaults(text, ended.faults);
  }
}

/** A fault of the world is no reason to lose what somebody typed. */
async function withoutThrowing<T>(
  attempt: () => Promise<{ readonly done: T } | Unsound>,
): Promise<{ readonly done: T } | (Unsound & { readonly thrown?: Fault })> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { faults: [{ line: null, message: error.message }], thrown: error };
  }
}

const isBlank = (text: SecretValue): boolean => /^(?:[^\S\n]*(?:#[^\n]*)?(?:\n|$))*$/.test(text.reveal());
