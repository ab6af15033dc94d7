import { EventEmitter } from 'node:events';
import type { Terminal } from '../../../src/cli/prompt';

/** A terminal whose answers are typed when its questions come. */
export class FakeTerminal extends EventEmitter {
  printed = '';
  readonly modes: boolean[] = [];
  isReading = false;
  readonly #answers: (readonly (string | Uint8Array)[])[];

  /** @param answers - by question, the pieces in which the keys come in */
  constructor(...answers: (readonly (string | Uint8Array)[])[]) {
    super();
    this.#answers = answers;
  }

  setRawMode(mode: boolean): this {
    this.modes.push(mode);
    return this;
  }

  resume(): this {
    this.isReading = true;
    for (const piece of this.#answers.shift() ?? []) {
      setTimeout(() => this.emit('data', Buffer.from(piece as string)), 1);
    }
    return this;
  }

  pause(): this {
    this.isReading = false;
    return this;
  }

  get terminal(): Terminal {
    return {
      input: this as unknown as Terminal['input'],
      output: {
        isTTY: true,
        write: (text: string) => {
          this.printed += text;
        },
      },
    };
  }
}
