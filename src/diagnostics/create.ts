import { catalogue } from './catalogue';
import type { Diagnostic, DiagnosticArgs, DiagnosticCode, Place, RelatedPlace, Severity } from './diagnostic';

interface Definition {
  readonly severity: Severity;
  readonly message: (args: never) => string;
  readonly hint: (args: never) => string;
}

/**
 * Makes a diagnostic from the catalogue. An unknown code or a missing argument does not compile.
 *
 * @param place - the key it is about, or null where it has no place in a file
 * @param severity - @default - the catalogue's
 */
export function createDiagnostic<C extends DiagnosticCode>(
  code: C,
  args: DiagnosticArgs<C>,
  place: Place | null,
  options: { readonly related?: readonly RelatedPlace[]; readonly severity?: Severity } = {},
): Diagnostic {
  const definition = catalogue[code] as Definition;
  return {
    code,
    severity: options.severity ?? definition.severity,
    message: definition.message(args as never),
    args: args as Readonly<Record<string, unknown>>,
    place,
    related: options.related ?? [],
    hint: definition.hint(args as never),
  };
}
