import { oneFault, type ReadSource, type SourceData } from './source';

/** Reads a JSON object. Numbers keep the text that they are written with; a key that stands twice is a fault. */
export function readJsonSource(text: string): ReadSource {
  if (!isJson(text)) return oneFault(null, 'This is not valid JSON');
  const reader = new Reader(text);
  const data = reader.value(0);
  if (reader.tooDeep) return oneFault(null, 'It is nested too deeply');
  if (reader.twice !== null) return oneFault(reader.twice, 'A key stands here that stands above already');
  return data instanceof Map ? { data } : oneFault(null, 'This is JSON, but no object of names');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The parser quotes what it could not read.
    return false;
  }
}

const deepest = 50;
const token = /\s*(?:("(?:[^"\\]|\\.)*")|([{}[\],:])|([^\s{}[\],:"]+))/gsy;

/** Walks through text that is known to be JSON. */
class Reader {
  /** The line of the first key that the same object had before. */
  twice: number | null = null;
  tooDeep = false;
  #token: RegExpExecArray | null;

  constructor(private readonly text: string) {
    token.lastIndex = 0;
    this.#token = token.exec(text);
  }

  value(depth: number): SourceData {
    this.tooDeep ||= depth > deepest;
    if (this.tooDeep) return null;
    const [, quoted, mark, literal = ''] = this.#take();
    if (quoted !== undefined) return JSON.parse(quoted) as string;
    if (mark === '{') return this.#object(depth);
    if (mark === '[') return this.#array(depth);
    return literal === 'null' ? null : literal;
  }

  #object(depth: number): SourceData {
    const values = new Map<string, SourceData>();
    while (!this.tooDeep && this.#token?.[2] !== '}') {
      if (this.#token?.[2] === ',') this.#take();
      const at = this.#token;
      const key = JSON.parse(this.#take()[1] ?? '""') as string;
      this.#take();
      if (values.has(key)) this.twice ??= this.#lineOf(at);
      values.set(key, this.value(depth + 1));
    }
    this.#take();
    return values;
  }

  #array(depth: number): SourceData {
    const values: SourceData[] = [];
    while (!this.tooDeep && this.#token?.[2] !== ']') {
      if (this.#token?.[2] === ',') this.#take();
      values.push(this.value(depth + 1));
    }
    this.#take();
    return values;
  }

  #take(): RegExpExecArray | readonly (string | undefined)[] {
    const here = this.#token;
    this.#token = token.exec(this.text);
    return here ?? [];
  }

  #lineOf(found: RegExpExecArray | null): number {
    const end = (found?.index ?? 0) + (found?.[0].length ?? 0);
    return this.text.slice(0, end).split('\n').length;
  }
}
