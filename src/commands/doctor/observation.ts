import { Fault } from '../../diagnostics';

/** `note`: nothing is wrong, but somebody may want to know. */
export type Health = 'ok' | 'note' | 'wrong';

/** One thing that was looked at. */
export interface Observation {
  /** In a word or two, such as `key` or `entry api`. */
  readonly about: string;
  readonly health: Health;
  /** A sentence without its full stop. */
  readonly message: string;
  /** The words of the one command that mends it, as a shell takes them; null where there is none. */
  readonly command: readonly string[] | null;
}

export const ok = (about: string, message: string): Observation => ({
  about,
  health: 'ok',
  message,
  command: null,
});

export const note = (
  about: string,
  message: string,
  command: readonly string[] | null = null,
): Observation => ({
  about,
  health: 'note',
  message,
  command,
});

export const wrong = (
  about: string,
  message: string,
  command: readonly string[] | null = null,
): Observation => ({
  about,
  health: 'wrong',
  message,
  command,
});

/** What an edge says where it fails is one thing that is wrong; anything else is a bug. */
export async function orFault(
  about: string,
  look: () => Promise<readonly Observation[]>,
  asFault: (fault: Fault) => Observation = (fault) => wrong(about, sentenceOf(fault)),
): Promise<readonly Observation[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Fault) return [asFault(error)];
    throw error;
  }
}

/** Faults of several lines are read as one. */
export const sentenceOf = ({ message }: Fault): string =>
  message.replace(/\s*\n\s*/g, '; ').replace(/\.$/, '');
