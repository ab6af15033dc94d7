import type { Outcome } from './outcome';

/** `failed`: wrong usage, or a fault of ours or of AWS. Exit code 3 is kept for changes, where they are asked for. */
const exitCodes = { fine: 0, 'not-in-order': 1, declined: 2, failed: 2 } as const;

/** The one place where an exit code is decided. */
export function exitCodeOf(result: Outcome['status'] | 'failed'): number {
  return exitCodes[result];
}
