import type { SecretValue } from '../secret-value';
import { patternsOf } from './patterns';

const hidden = Buffer.from('***');
/** Patterns are looked up by so many bytes; none is shorter. */
const head = 4;

/**
 * Replaces values in a stream of bytes. What could be the beginning of one is held back until it is known to be none, so that
 * one that comes in parts is found; values that overlap are hidden as one. A stream needs a masker of its own.
 */
export class Masker {
  readonly #byHead = new Map<number, Buffer[]>();
  readonly #beginnings = new Set<string>();
  #held: Buffer = Buffer.alloc(0);
  /** How many of the held bytes belong to a value that has been found already. */
  #covered = 0;
  /** Whether the last bytes that were handed on stand for a value. */
  #hiding = false;

  constructor(values: Iterable<SecretValue>) {
    for (const pattern of [...values].flatMap(patternsOf)) {
      const key = pattern.readUInt32BE(0);
      this.#byHead.set(key, [...(this.#byHead.get(key) ?? []), pattern]);
      for (let length = 1; length < head; length += 1) {
        this.#beginnings.add(pattern.toString('latin1', 0, length));
      }
    }
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
      const found = this.#longestAt(bytes, at, isLast);
      if (found === 'perhaps') break;
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

  /** The length of the longest value that begins here, 0 where none does, `perhaps` where the bytes that came do not tell. */
  #longestAt(bytes: Buffer, at: number, isLast: boolean): number | 'perhaps' {
    const left = bytes.length - at;
    if (left < head) {
      if (isLast) return 0;
      return this.#beginnings.has(bytes.toString('latin1', at)) ? 'perhaps' : 0;
    }
    let longest = 0;
    for (const pattern of this.#byHead.get(bytes.readUInt32BE(at)) ?? []) {
      const length = Math.min(pattern.length, left);
      if (bytes.compare(pattern, 0, length, at, at + length) !== 0) continue;
      if (length === pattern.length) longest = Math.max(longest, length);
      else if (!isLast) return 'perhaps';
    }
    return longest;
  }
}
