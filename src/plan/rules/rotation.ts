import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { entriesOf, own } from '../record';
import type { Rule } from './rule';

/** `rotation-due`: a value that is older than its name allows, or past its last day. */
export const rotationDue: Rule = ({ workspace: { canonical }, plannedFiles, today }) => {
  return [...plannedFiles].flatMap((file) =>
    entriesOf(file.value.values).flatMap(([name, value]): Diagnostic[] => {
      const entry = own(canonical.value, name);
      if (entry === undefined || value === null) return [];
      const { rotateEvery, expires } = entry;
      const rotated = typeof value === 'string' ? undefined : value.rotated;
      const due =
        rotated === undefined || rotateEvery === undefined ? undefined : dueDay(rotated, rotateEvery);
      const reason =
        expires !== undefined && expires <= today
          ? `has expired on ${expires}`
          : due !== undefined && due <= today
            ? `was due for rotation on ${due}: it is from ${rotated}, and rotated every ${rotateEvery}`
            : undefined;
      if (reason === undefined) return [];
      const environment = file.value.environment;
      return [createDiagnostic('rotation-due', { name, environment, reason }, file.at(['values', name]))];
    }),
  );
};

/** The day on which a value is due, or undefined where it is rotated by hand. Days and years are of the calendar, in UTC. */
export function dueDay(rotated: string, every: string): string | undefined {
  const [, count = '', unit] = /^(\d+)([dy])$/.exec(every) ?? [];
  if (unit === undefined) return undefined;
  const day = new Date(`${rotated}T00:00:00Z`);
  if (unit === 'd') day.setUTCDate(day.getUTCDate() + Number(count));
  else day.setUTCFullYear(day.getUTCFullYear() + Number(count));
  return Number.isNaN(day.getTime()) ? undefined : day.toISOString().slice(0, 10);
}
