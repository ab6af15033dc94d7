/** Replaces the text from one offset up to another, both in UTF-16 code units. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export const insertAt = (offset: number, text: string): Splice => ({ from: offset, to: offset, text });

/** @param splices - of one text, none overlapping another; several at one offset keep their order */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of splices.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(at, splice.from) + splice.text;
    at = splice.to;
  }
  return result + text.slice(at);
}
