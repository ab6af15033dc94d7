export interface Outcome {
  /** `declined`: a person was asked, and said no. `changes`: there are some, and they were asked for. */
  readonly status: 'fine' | 'not-in-order' | 'declined' | 'changes';
  /** Of a program that was run, which ends as the program did. @default - what the status comes to */
  readonly exitCode?: number;
  /** For stdout. */
  readonly report: string;
  /** For stderr. */
  readonly notes?: string;
}

/** The command was used wrongly. The message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
