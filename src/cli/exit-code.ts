import type { Outcome } from './outcome';

/**
 * `failed`: wrong usage, or a fault of ours or of AWS. `broken-off`: as shells end with what Ctrl-C ended,
 * https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html
 */
const exitCodes = {
  fine: 0,
  'not-in-order': 1,
  declined: 2,
  failed: 2,
  changes: 3,
  'broken-off': 130,
} as const;

/** The one place where an exit code is decided. */
export function exitCodeOf(result: Outcome['status'] | 'failed' | 'broken-off'): number {
  return exitCodes[result];
}
