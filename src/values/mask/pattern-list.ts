/**
 * Finds which of many byte strings stands at a place. They are sorted, so that those with one beginning stand together: how many begin alike
 * (`https://`, `arn:aws:`) does not matter.
 */
export class PatternList {
  readonly #patterns: readonly Buffer[];
  /** Where those that begin with a byte start; one more at the end. */
  readonly #starts: readonly number[];

  /** @param patterns - none of them empty */
  constructor(patterns: readonly Buffer[]) {
    const once = new Map(patterns.map((pattern) => [pattern.toString('latin1'), pattern]));
    this.#patterns = [...once.values()].sort(Buffer.compare);
    this.#starts = Array.from({ length: 257 }, (_, byte) => this.#first(0, 0, byte));
  }

  /**
   * The length of the longest that stands here, 0 where none does; `perhaps` where a longer one may, if the right bytes come.
   */
  longestAt(bytes: Buffer, at: number): { readonly length: number; readonly perhaps: boolean } {
    const byte = bytes[at] ?? 0;
    let low = this.#starts[byte] ?? 0;
    let high = this.#starts[byte + 1] ?? 0;
    let length = 0;
    for (let depth = 1; low < high; depth += 1) {
      if (this.#patterns[low]?.length === depth) {
        length = depth;
        low += 1;
        if (low === high) break;
      }
      const next = bytes[at + depth];
      if (next === undefined) return { length, perhaps: true };
      low = this.#first(depth, low, next, high);
      high = this.#first(depth, low, next + 1, high);
    }
    return { length, perhaps: false };
  }

  /** The first of those between two places whose byte at a depth is not below this one; all of them are longer than that. */
  #first(depth: number, from: number, byte: number, to = this.#patterns.length): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#patterns[middle]?.[depth] ?? 0) < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
