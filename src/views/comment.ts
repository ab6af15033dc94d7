import { collapsed } from './markdown';

/** GitHub takes comments of up to 65,536 characters; the job summary takes more. Counted in bytes, to be safe. */
const mostBytes = 65_000;

/** Kept free while lines are put, for the frames of the sections that follow. */
const reserve = 4_000;

/** A comment of a pull request, never longer than GitHub takes: what has no room is counted, and said to be missing. */
export class Comment {
  readonly #parts: string[] = [];

  #left = mostBytes;

  /** @param command - where everything is shown */
  constructor(private readonly command: string) {}

  put(text: string): void {
    this.#left -= Buffer.byteLength(text) + 1;
    if (this.#left < 0) throw new Error('The fixed parts of the comment are larger than what is kept free');
    this.#parts.push(text);
  }

  /** What can be missed: it is left out where the sections before it have taken its room. */
  offer(text: string): void {
    if (Buffer.byteLength(text) + 1 <= this.#left - reserve) this.put(text);
  }

  /** As many lines as there is room for. @param most - lines, to leave room for the sections that follow */
  section(title: string, lines: readonly string[], open: boolean, most = lines.length): void {
    let room = this.#left - reserve;
    let shown = 0;
    for (const line of lines.slice(0, most)) {
      room -= Buffer.byteLength(line) + 1;
      if (room < 0) break;
      shown += 1;
    }
    const rest = lines.length - shown;
    this.put(
      collapsed(
        title,
        [...lines.slice(0, shown), ...(rest > 0 ? [`- and ${rest} more: see \`${this.command}\``] : [])],
        open,
      ),
    );
  }

  text(): string {
    return this.#parts.join('\n');
  }
}
