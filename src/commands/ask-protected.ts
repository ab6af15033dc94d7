/** Asks a person; null where there is no terminal. */
export type Confirm = ((question: string) => Promise<boolean>) | null;

/** What is about to be touched, and whether somebody said beforehand that it may be. */
export interface Touching {
  readonly protected: boolean;
  /** `--yes`. */
  readonly yes: boolean;
  /** Nothing will be written. */
  readonly dryRun: boolean;
}

/**
 * Whether to go on: a person on a terminal is asked before a protected environment is touched.
 *
 * @param question - what is about to happen, e.g. `production is protected. Set DB_KEY there?`
 */
export async function mayTouch(touching: Touching, confirm: Confirm, question: string): Promise<boolean> {
  if (!touching.protected || touching.yes || touching.dryRun || confirm === null) return true;
  return confirm(question);
}
