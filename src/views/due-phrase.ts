import type { DueResult } from '../commands/due';
import { daysBetween, type Rotation } from '../plan/rotations';

/** A part of the list, with what is said of each value in it. */
interface DueSection {
  readonly title: string;
  readonly rotations: readonly Rotation[];
  /** What is known of its age, in words. */
  readonly describe: (rotation: Rotation) => string;
  /** The command that does something about it; null where nothing presses. */
  readonly command: (rotation: Rotation) => string | null;
}

/** The sections that have something in them, the most pressing first. */
export function dueSections({ today, until, due, unrevoked, manual, unknown }: DueResult): DueSection[] {
  const sections: DueSection[] = [
    {
      title: until === today ? 'Due for rotation' : `Due for rotation until ${until}`,
      rotations: due,
      describe: (rotation) => describeDue(rotation, today),
      command: rotateCommand,
    },
    {
      title: 'Replaced, and still to be revoked at their provider',
      rotations: unrevoked,
      describe: ({ rotated }) => (rotated === null ? 'replaced' : `replaced ${ago(rotated, today)}`),
      command: ({ environment, name }) => `fanout rotate --revoked ${environment} ${name}`,
    },
    {
      title: 'Of unknown age',
      rotations: unknown,
      describe: ({ every }) =>
        `rotated every ${every}, but nothing says when it last was: add "rotated: DAY" to its value`,
      command: () => null,
    },
    {
      title: 'Rotated by hand',
      rotations: manual,
      describe: ({ rotated }) => (rotated === null ? 'of unknown age' : `from ${rotated}`),
      command: () => null,
    },
  ];
  return sections.filter(({ rotations }) => rotations.length > 0);
}

function rotateCommand({ environment, name, source }: Rotation): string {
  return `fanout ${source === 'config' ? 'set' : 'rotate'} ${environment} ${name}`;
}

function describeDue({ due, expires, every, rotated }: Rotation, today: string): string {
  const day = due ?? today;
  if (day !== expires) return `due ${ago(day, today)}; from ${rotated}, rotated every ${every}`;
  const what = day <= today ? 'expired' : 'expires';
  return `${what} ${ago(day, today)}; its next last day belongs into mappings/canonical.yaml`;
}

/** `on 2026-11-01, 21 days ago`. */
function ago(day: string, today: string): string {
  const days = daysBetween(day, today);
  if (days === 0) return `on ${day}, today`;
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return days > 0 ? `on ${day}, ${count} ago` : `on ${day}, in ${count}`;
}

/** How much there is to do, in one line. */
export function dueSummary({ due, unrevoked, diagnostics }: DueResult): string {
  if (due.length + unrevoked.length === 0)
    return diagnostics.length === 0 ? 'nothing is due' : 'nothing is due in what could be read';
  const parts = [
    ...(due.length === 0 ? [] : [`${due.length} due for rotation`]),
    ...(unrevoked.length === 0 ? [] : [`${unrevoked.length} to be revoked`]),
  ];
  return parts.join(', ');
}
