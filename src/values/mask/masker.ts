import type { SecretValue } from '../secret-value';
import { PatternList } from './pattern-list';
import { patternsOf } from './patterns';

const hidden = Buffer.from('***');

/**
 * Replaces values in a stream of bytes. What could be the beginning of one is held back until it is known to be none, so that
 * one that comes in parts is found; values that overlap are hidden as one. A stream needs a masker of its own.
 */
export class Masker {
  readonly #patterns: PatternList;
  #held: Buffer = Buffer.alloc(0);
  /** How many of the held bytes belong to a value that has been found already. */
  #covered = 0;
  /** Whether the last bytes that were handed on stand for a value. */
  #hiding = false;

  constructor(values: Iterable<SecretValue>) {
    this.#patterns = new PatternList([...values].flatMap(patternsOf));
  }

  /** @returns what is safe to be shown by now */
  write(chunk: Uint8Array): Buffer {
    return this.#pass(chunk, false);
  }

  /** @returns what was held back: nothing comes behind it any more */
  end(): Buffer {
    return this.#pass(Buffer.alloc(0), true);
  }

  #pass(chunk: Uint8Array, isLast: boolean): Buffer {
    const bytes = Buffer.concat([this.#held, chunk]);
    const out: Buffer[] = [];
    let shown = 0;
    let at = 0;
    const show = (end: number): void => {
      if (end > shown) out.push(bytes.subarray(shown, end));
      shown = end;
    };
    for (; at < bytes.length; at += 1) {
      const { length: found, perhaps } = this.#patterns.longestAt(bytes, at);
      if (perhaps && !isLast) break;
      if (at >= this.#covered) this.#hiding = false;
      if (found === 0) {
        if (at < this.#covered) shown = at + 1;
        continue;
      }
      if (at >= this.#covered) show(at);
      if (!this.#hiding) out.push(hidden);
      this.#hiding = true;
      this.#covered = Math.max(this.#covered, at + found);
      shown = at + 1;
    }
    show(at);
    this.#held = bytes.subarray(at);
    this.#covered = Math.max(0, this.#covered - at);
    return Buffer.concat(out);
  }
}
