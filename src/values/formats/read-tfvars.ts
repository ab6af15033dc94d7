/** What a variables file says: texts, maps and lists of them. Numbers and truth values are the texts that stand there. */
export type TfvarsValue = string | null | readonly TfvarsValue[] | ReadonlyMap<string, TfvarsValue>;

/**
 * Reads a variables file of Terraform: literals only, as Terraform itself allows there. Undefined where it is none, holds
 * a template, or gives one name a value twice.
 */
export function readTfvars(text: string): ReadonlyMap<string, TfvarsValue> | undefined {
  const read = parseTfvars(text);
  return 'values' in read ? read.values : undefined;
}

/** The same, and where it is none, at which 1-based line and why: a clause without anything of the text. */
export function parseTfvars(
  text: string,
):
  | { readonly values: ReadonlyMap<string, TfvarsValue> }
  | { readonly line: number; readonly reason: string } {
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  try {
    return { values: reader.body() };
  } catch (error) {
    if (error instanceof NotTfvars) return { line: reader.line, reason: error.message };
    throw error;
  }
}

class NotTfvars extends Error {}

const noLiteral = 'what stands here is not a name with a text, a number, a map or a list of them';
const template = 'a template, or an escape that Terraform does not know, cannot be read without Terraform';

const blank = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*|\/\*.*?\*\/)*/sy;
const blankLines = /(?:[ \t\r\n]|#[^\n]*|\/\/[^\n]*|\/\*.*?\*\/)*/sy;
const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const string = /"((?:[^"\\\n]|\\.)*)"/suy;
const literal = /-?\d[\d.]*(?:[eE][+-]?\d+)?|true\b|false\b|null\b/y;
const heredoc = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)\r?\n(.*?)^[ \t]*\2[ \t]*\r?$/msuy;
const deepest = 50;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** 1-based: how far it has come. */
  get line(): number {
    return this.text.slice(0, this.at).split('\n').length;
  }

  body(): ReadonlyMap<string, TfvarsValue> {
    const values = new Map<string, TfvarsValue>();
    this.take(blankLines);
    while (this.at < this.text.length) {
      const name = this.need(identifier)[0];
      this.take(blank);
      this.need(/=/y);
      this.put(values, name, this.value(0));
      this.take(blank);
      if (this.at < this.text.length) this.need(/\n/y);
      this.take(blankLines);
    }
    return values;
  }

  private value(depth: number): TfvarsValue {
    if (depth > deepest) throw new NotTfvars('it is nested too deeply');
    this.take(blank);
    const here = this.text[this.at];
    if (here === '{') return this.map(depth);
    if (here === '[') return this.list(depth);
    if (here === '"') return unescaped(this.need(string)[1] ?? '');
    if (here === '<') return this.heredoc();
    const [word] = this.need(literal);
    return word === 'null' ? null : word;
  }

  private map(depth: number): ReadonlyMap<string, TfvarsValue> {
    const values = new Map<string, TfvarsValue>();
    this.need(/\{/y);
    this.take(blankLines);
    while (this.take(/\}/y) === null) {
      const key =
        this.text[this.at] === '"' ? unescaped(this.need(string)[1] ?? '') : this.need(identifier)[0];
      this.take(blank);
      this.need(/[=:]/y);
      this.put(values, key, this.value(depth + 1));
      this.take(blank);
      if (this.text[this.at] !== '}') this.need(/[,\n]/y);
      this.take(blankLines);
    }
    return values;
  }

  private list(depth: number): readonly TfvarsValue[] {
    const values: TfvarsValue[] = [];
    this.need(/\[/y);
    this.take(blankLines);
    while (this.take(/\]/y) === null) {
      values.push(this.value(depth + 1));
      this.take(blankLines);
      if (this.text[this.at] !== ']') this.need(/,/y);
      this.take(blankLines);
    }
    return values;
  }

  private heredoc(): string {
    const [, flush, , content = ''] = this.need(heredoc);
    const lines = withoutTemplates(content.replaceAll('\r\n', '\n'));
    if (flush === '') return lines;
    const indents = lines
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0]));
    const least = Math.min(...indents, lines.length);
    return lines.replace(new RegExp(`^[ \\t]{0,${least}}`, 'gm'), '');
  }

  private put(values: Map<string, TfvarsValue>, name: string, value: TfvarsValue): void {
    if (values.has(name)) throw new NotTfvars('a name is given a value twice');
    values.set(name, value);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at = pattern.lastIndex;
    return match;
  }

  private need(pattern: RegExp): RegExpExecArray {
    const match = this.take(pattern);
    if (match === null) throw new NotTfvars(noLiteral);
    return match;
  }
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(quoted: string): string {
  return quoted.replace(
    /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})|\\(.)|([$%])\4\{|[$%]\{/gsu,
    (
      whole,
      four: string | undefined,
      eight: string | undefined,
      letter: string | undefined,
      sign?: string,
    ) => {
      const code = four ?? eight;
      if (code !== undefined) return characterOf(Number.parseInt(code, 16));
      if (sign !== undefined) return `${sign}{`;
      const meant = letters[letter ?? ''];
      if (meant === undefined || whole.endsWith('{')) throw new NotTfvars(template);
      return meant;
    },
  );
}

function characterOf(code: number): string {
  if (code > 0x10ffff) throw new NotTfvars(template);
  return String.fromCodePoint(code);
}

function withoutTemplates(text: string): string {
  return text.replace(/([$%])\1\{|[$%]\{/g, (_, sign: string | undefined) => {
    if (sign === undefined) throw new NotTfvars(template);
    return `${sign}{`;
  });
}
