import type { Outcome } from './outcome';

/** `failed`: wrong usage, or a fault of ours or of AWS. */
const exitCodes = { fine: 0, 'not-in-order': 1, declined: 2, failed: 2, changes: 3 } as const;

/** The one place where an exit code is decided. */
export function exitCodeOf(result: Outcome['status'] | 'failed'): number {
  return exitCodes[result];
}
