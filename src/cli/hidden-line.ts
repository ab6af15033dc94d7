/** What has become of the line so far. `broken`: more came behind its end at once, as when lines are pasted. */
export type LineState = 'typing' | 'done' | 'aborted' | 'broken';

const pasteBegin = '\u001b[200~';
const pasteEnd = '\u001b[201~';

/**
 * A line as it is typed or pasted into a terminal in raw mode, where nothing is shown and every key has to be
 * understood here. Inside of a bracketed paste line ends belong to the text.
 */
export class HiddenLine {
  #text: string[] = [];
  /** The beginning of an escape sequence whose rest has not come yet. */
  #pending = '';
  #pasting = false;
  #state: LineState = 'typing';

  get text(): string {
    return this.#text.join('');
  }

  /** @param input - as the terminal sent it, cut anywhere between two characters */
  feed(input: string): LineState {
    let rest = this.#pending + input;
    this.#pending = '';
    while (rest !== '' && (this.#state === 'typing' || this.#state === 'done')) {
      if (this.#state === 'done') {
        this.#state = 'broken';
        break;
      }
      const token = nextToken(rest);
      if (token === undefined) {
        this.#pending = rest;
        break;
      }
      rest = rest.slice(token.length);
      if (this.#pasting) this.#paste(token);
      else this.#type(token);
    }
    return this.#state;
  }

  #paste(token: string): void {
    if (token === pasteEnd) this.#pasting = false;
    // Terminals send the line ends of what is pasted as carriage returns.
    else this.#text.push(token === '\r' || token === '\r\n' ? '\n' : token);
  }

  #type(token: string): void {
    switch (token) {
      case pasteBegin:
        this.#pasting = true;
        break;
      case '\r':
      case '\n':
      case '\r\n':
        this.#state = 'done';
        break;
      case '\u0003':
        this.#state = 'aborted';
        break;
      case '\u0004':
        this.#state = this.#text.length === 0 ? 'aborted' : 'done';
        break;
      case '\u007f':
      case '\b':
        this.#text.pop();
        break;
      case '\u0015':
        this.#text = [];
        break;
      default:
        // Other keys, such as arrows, mean nothing in a line that cannot be seen.
        if (!/^\p{Cc}/u.test(token)) this.#text.push(token);
    }
  }
}

/** A character or an escape sequence at the beginning; undefined where the rest of one has not come yet. */
function nextToken(input: string): string | undefined {
  if (input.startsWith('\r\n')) return '\r\n';
  if (!input.startsWith('\u001b')) return String.fromCodePoint(input.codePointAt(0) ?? 0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])/su.exec(input)?.[0];
}
