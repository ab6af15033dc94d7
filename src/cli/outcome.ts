export interface Outcome {
  readonly status: 'fine' | 'not-in-order';
  /** For stdout. */
  readonly report: string;
  /** For stderr. */
  readonly notes?: string;
}

/** The command was used wrongly. The message is for people, without a full stop's worth of stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
