import type { Place } from '../diagnostics';
import type { CanonicalEntry, CanonicalName, Environment, EnvironmentName, EnvironmentValue } from '../model';
import type { SourceFile, Workspace } from '../workspace/workspace';
import type { ValueSource } from './plan';
import { entriesOf, own } from './record';

/** How one value stands with its replacement. Days are `YYYY-MM-DD`, in UTC; null where nothing says one. */
export interface Rotation {
  /** Whose file holds it. */
  readonly environment: EnvironmentName;
  readonly name: CanonicalName;
  readonly owner: string | null;
  readonly source: Exclude<ValueSource['kind'], 'unset'>;
  /** When it was last replaced. */
  readonly rotated: string | null;
  /** `90d`, `1y` or `manual`. */
  readonly every: string | null;
  readonly expires: string | null;
  /** The day from which on it is to be replaced: its age or its last day, whichever comes first. */
  readonly due: string | null;
  /** Whether what it replaced has been revoked; null where nothing is known to have been replaced. */
  readonly previous: 'unrevoked' | 'revoked' | null;
  readonly place: Place;
}

/** Every value of some files about which something is said that concerns its rotation. */
export function rotationsIn(
  { canonical }: Pick<Workspace, 'canonical'>,
  files: Iterable<SourceFile<Environment>>,
): Rotation[] {
  return [...files].flatMap((file) =>
    entriesOf(file.value.values).flatMap(([name, value]): Rotation[] => {
      const entry = own(canonical.value, name);
      if (entry === undefined || value === null) return [];
      const place = file.at(['values', name]);
      return [{ environment: file.value.environment, name, place, ...standing(entry, value) }];
    }),
  );
}

function standing(
  entry: CanonicalEntry,
  value: NonNullable<EnvironmentValue>,
): Omit<Rotation, 'environment' | 'name' | 'place'> {
  const { rotated, previous } = typeof value === 'string' ? {} : value;
  const { owner, rotateEvery: every, expires } = entry;
  const aged = rotated === undefined || every === undefined ? undefined : dueDay(rotated, every);
  const [due] = [aged, expires].filter((day) => day !== undefined).sort();
  return {
    owner: owner ?? null,
    source: sourceOf(value),
    rotated: rotated ?? null,
    every: every ?? null,
    expires: expires ?? null,
    due: due ?? null,
    previous: previous ?? null,
  };
}

function sourceOf(value: NonNullable<EnvironmentValue>): Rotation['source'] {
  if (typeof value === 'string') return 'config';
  if ('kms' in value) return 'kms';
  if ('ssm' in value) return 'ssm';
  return 'variable' in value ? 'variable' : 'secretsManager';
}

/** The day on which a value is due, or undefined where it is rotated by hand. Days and years are of the calendar, in UTC. */
export function dueDay(rotated: string, every: string): string | undefined {
  const [, count = '', unit] = /^(\d+)([dy])$/.exec(every) ?? [];
  if (unit === undefined) return undefined;
  const day = new Date(`${rotated}T00:00:00Z`);
  if (unit === 'd') day.setUTCDate(day.getUTCDate() + Number(count));
  else day.setUTCFullYear(day.getUTCFullYear() + Number(count));
  // Beyond the year 9999 a day is written in another way, and nobody waits for it.
  return day.getUTCFullYear() <= 9999 ? day.toISOString().slice(0, 10) : undefined;
}

/** How many days lie from one day to another; negative where the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
