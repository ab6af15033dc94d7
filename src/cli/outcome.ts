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

/** How a command that writes has ended, by the word that it has for that. */
export function endingOf(status: string): Outcome['status'] {
  if (status === 'declined' || status === 'aborted') return 'declined';
  return status === 'refused' || status === 'partly' ? 'not-in-order' : 'fine';
}

/** The command was used wrongly. The message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
