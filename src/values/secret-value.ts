import { inspect } from 'node:util';

const hidden = '***';

/** The only thing in which a plaintext travels. However it is printed, `***` comes out. */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The plaintext. Hand it to what needs it at once; never into a message, a log or an error. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
