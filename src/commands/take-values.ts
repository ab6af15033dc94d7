import { createDiagnostic, type Diagnostic, type WithDiagnostics } from '../diagnostics';
import { secretShape } from '../model/secret-shape';
import { type CheckOptions, checkValue, type RawValue } from '../values/check-value';
import type { SecretValue } from '../values/secret-value';
import type { Slot } from './set-slot';

/** Values that are in order, each for its place. */
export type TakenValues = ReadonlyMap<Slot, SecretValue>;

/** Checks what was put in for each place: every value that is not in order is a diagnostic. */
export function takeValues(
  raw: ReadonlyMap<Slot, RawValue>,
  options: CheckOptions | ((slot: Slot) => CheckOptions),
): WithDiagnostics<TakenValues> {
  const taken = new Map<Slot, SecretValue>();
  const diagnostics: Diagnostic[] = [];
  for (const [slot, value] of raw) {
    const checked = takeValue(slot, value, typeof options === 'function' ? options(slot) : options);
    if ('value' in checked) taken.set(slot, checked.value);
    else diagnostics.push(checked.diagnostic);
  }
  return [taken, diagnostics];
}

function takeValue(
  { environment, name, entry }: Slot,
  raw: RawValue,
  options: CheckOptions,
): { readonly value: SecretValue } | { readonly diagnostic: Diagnostic } {
  const checked = checkValue(raw, entry, options);
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
