import type { Diagnostic, Place, Severity } from './diagnostic';

/** The text of each file that was read, by its path relative to the workspace. */
export type SourceTexts = ReadonlyMap<string, string>;

/** 1-based; columns count UTF-16 code units, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A diagnostic as it is printed in JSON; also what the text view is made from. */
export interface LocatedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location | null;
  readonly related: readonly (Location & { readonly message: string })[];
  readonly hint: string;
}

/** Turns offsets into lines and columns; one index of line starts per file, made when first needed. */
export class Locator {
  readonly #lineStarts = new Map<string, readonly number[]>();

  constructor(private readonly texts: SourceTexts) {}

  locate(place: Place): Location {
    const starts = this.#starts(place.file);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place.offset) low = middle;
      else high = middle - 1;
    }
    return { file: place.file, line: low + 1, column: place.offset - (starts[low] ?? 0) + 1 };
  }

  locateAll(diagnostics: readonly Diagnostic[]): LocatedDiagnostic[] {
    return diagnostics.map(({ code, severity, message, place, related, hint }) => ({
      code,
      severity,
      message,
      location: place === null ? null : this.locate(place),
      related: related.map((other) => ({ ...this.locate(other.place), message: other.message })),
      hint,
    }));
  }

  #starts(file: string): readonly number[] {
    let starts = this.#lineStarts.get(file);
    if (starts === undefined) {
      const text = this.texts.get(file) ?? '';
      const found = [0];
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found.push(at + 1);
      starts = found;
      this.#lineStarts.set(file, starts);
    }
    return starts;
  }
}
