import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { maximumSecretBytes } from '../check-value';
import { parseAlphabet } from './alphabet';
import type { GenerationOptions } from './generated';

/** Draws a text, with what speaks against texts that are so short; or says why there is none. */
export type RandomText =
  | { readonly draw: () => string; readonly weak: string | null }
  | { readonly refused: string };

/** A text of fewer bits can be found by trying. */
const leastBits = 64;

/** @param atLeast - characters, where no length is asked for */
export function planText({ format, length, alphabet }: GenerationOptions, atLeast: number): RandomText {
  if (alphabet !== undefined && format !== undefined)
    return { refused: '--alphabet goes with --generate alone, without a format' };
  if (format === 'uuid') {
    if (length === undefined) return { draw: () => randomUUID(), weak: null };
    return { refused: 'A UUID has no other length: leave out --length' };
  }
  if (alphabet !== undefined) {
    const parsed = parseAlphabet(alphabet);
    if ('refused' in parsed) return parsed;
    const { characters } = parsed;
    // Not the rest of a division, by which the first characters would be likelier.
    const pick = (): string => characters[randomInt(characters.length)] ?? '';
    return ofLength(length ?? Math.max(32, atLeast), Math.log2(characters.length), (count) =>
      Array.from({ length: count }, pick).join(''),
    );
  }
  if (format === 'hex')
    return ofLength(length ?? Math.max(64, atLeast), 4, (count) =>
      randomBytes(Math.ceil(count / 2))
        .toString('hex')
        .slice(0, count),
    );
  // The last character may hold bits that are always 0; enough bytes keep it beyond what is taken.
  return ofLength(length ?? Math.max(43, atLeast), 6, (count) =>
    randomBytes(count).toString('base64url').slice(0, count),
  );
}

function ofLength(length: number, bitsEach: number, draw: (length: number) => string): RandomText {
  if (length > maximumSecretBytes)
    return { refused: `KMS encrypts up to ${maximumSecretBytes} bytes: ask for a shorter value` };
  const needed = Math.ceil(leastBits / bitsEach);
  const weak =
    length < needed
      ? `A value of ${length} such characters can be guessed: ${needed} or more are better`
      : null;
  return { draw: () => draw(length), weak };
}
