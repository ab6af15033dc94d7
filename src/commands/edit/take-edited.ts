import type { CheckOptions } from '../../values/check-value';
import type { ShownValue } from '../../values/editing/edit-text';
import { type EditFault, type ReadValue, readEditText } from '../../values/editing/read-edit-text';
import type { SecretValue } from '../../values/secret-value';
import type { FoundSlot, Slot } from '../set-slot';
import { type TakenValues, takeValues } from '../take-values';

/** What an edited text is held against. */
export interface Original {
  readonly shown: readonly ShownValue[];
  /** Every canonical name: one that was not offered may be written as well. */
  readonly known: ReadonlySet<string>;
  readonly find: (name: string) => FoundSlot;
}

export interface EditedValues {
  /** What is another value now, and in order. */
  readonly changed: TakenValues;
  /** 1-based, by name. */
  readonly lines: ReadonlyMap<string, number>;
}

/** What somebody changed in the text, or everything that is wrong with it. Nothing behind a name means no change. */
export function takeEdited(
  text: SecretValue,
  original: Original,
  options: CheckOptions,
): EditedValues | { readonly faults: readonly EditFault[] } {
  const { values, faults } = readEditText(text, original.known);
  const before = new Map(original.shown.map(({ name, value }) => [name, value]));
  const changed = new Map<Slot, SecretValue>();
  const found: EditFault[] = [...faults];
  for (const [name, { value, line }] of values) {
    const old = before.get(name) ?? null;
    if (value === null || value.reveal() === old?.reveal()) continue;
    const slot = slotOf(name, line, original);
    if ('message' in slot) found.push(slot);
    else {
      const [taken, wrong] = takeValues(new Map([[slot, value.reveal()]]), optionsFor(old, options));
      for (const [at, one] of taken) changed.set(at, one);
      found.push(...wrong.map(({ message, hint }) => ({ line, message: `${message}. ${hint}` })));
    }
  }
  if (found.length > 0) return { faults: found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  return {
    changed,
    lines: new Map([...values].map(([name, { line }]: [string, ReadValue]) => [name, line])),
  };
}

function slotOf(name: string, line: number, { find }: Original): Slot | EditFault {
  const found = find(name);
  if ('slot' in found) return found.slot;
  const [fault] = 'misuse' in found ? found.misuse : found.diagnostics;
  return { line, message: `${fault?.message}. ${fault?.hint}` };
}

/** White space that was around the value already belongs to it. */
function optionsFor(old: SecretValue | null, options: CheckOptions): CheckOptions {
  const had = old !== null && old.reveal().trim() !== old.reveal();
  return { ...options, keepWhitespace: options.keepWhitespace || had };
}
