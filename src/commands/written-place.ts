import type { CanonicalEntry } from '../model';
import type { Slot } from './set-slot';
import type { WrittenValues } from './write-values';

/** Where a value stands. */
export interface WrittenPlace {
  readonly environment: string;
  readonly name: string;
  readonly kind: CanonicalEntry['kind'];
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Whether it is another value now, or would be. */
  readonly changed: boolean;
}

export const placeOf = (
  { environment, name, entry, file }: Slot,
  { lines, changed }: WrittenValues,
): WrittenPlace => ({
  environment: environment.name,
  name,
  kind: entry.kind,
  file,
  line: lines.get(name) ?? 1,
  changed: changed.has(name),
});
