import { own } from '../plan';
import { daysBetween, type Rotation, rotationsIn } from '../plan/rotations';
import type { RotationRow, RotationState } from './model';
import type { ReportSubject } from './subject';

/** What is due within this many days is worth a plan. */
const soonDays = 30;

/** Most urgent first. */
const urgency: readonly RotationState[] = [
  'expired',
  'due',
  'soon',
  'undated',
  'current',
  'manual',
  'unscheduled',
];

/** Every value that ages: secrets, and configuration with a last day. The most urgent first. */
export function reportRotation({ workspace, plan, today }: ReportSubject): RotationRow[] {
  const files = [...workspace.environments.values()].filter(
    ({ value }) => own(plan.environments, value.environment) !== undefined,
  );
  return rotationsIn(workspace, files)
    .filter(({ source, expires }) => source !== 'config' || expires !== null)
    .map((rotation) => rowOf(rotation, today))
    .map((row) => ({ row, key: orderOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

function rowOf(rotation: Rotation, today: string): RotationRow {
  const { name, environment, rotated, every, due, expires, previous } = rotation;
  return {
    name,
    environment,
    state: stateOf(rotation, today),
    rotated,
    age: rotated === null ? null : daysBetween(rotated, today),
    every,
    due,
    expires,
    previous,
  };
}

function stateOf({ rotated, every, due, expires }: Rotation, today: string): RotationState {
  if (expires !== null && expires <= today) return 'expired';
  if (due !== null && due <= today) return 'due';
  if (due !== null && daysBetween(today, due) <= soonDays) return 'soon';
  if (every !== null && every !== 'manual' && rotated === null) return 'undated';
  if (due !== null) return 'current';
  return every === 'manual' ? 'manual' : 'unscheduled';
}

/** By urgency, then by day; what has no day comes last. */
const orderOf = ({ state, due, rotated, name, environment }: RotationRow): string =>
  [urgency.indexOf(state), due ?? '9999', rotated ?? '', name, environment].join(' ');
