import type { Texts } from './format';

/**
 * What Python takes for white space in a text, apart from line ends: `str.isspace()`, which is not what JavaScript does.
 */
const blank = '\\t\\v\\f\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const patterns = {
  space: new RegExp(`[${blank}\\n]*`, 'y'),
  exported: new RegExp(`(?:export[${blank}]+)?`, 'y'),
  quotedKey: /'([^']+)'/y,
  key: new RegExp(`([^=#${blank}\\n]+)`, 'y'),
  beforeEquals: new RegExp(`[${blank}]*`, 'y'),
  equals: new RegExp(`=[${blank}]*`, 'y'),
  single: /'((?:\\'|[^'])*)'/y,
  double: /"((?:\\"|[^"])*)"/y,
  bare: /([^\n]*)/y,
  end: new RegExp(`(?:[${blank}]*#[^\\n]*)?[${blank}]*(?:\\n|$)`, 'y'),
  restOfLine: /[^\n]*\n?/y,
};

const bareComment = new RegExp(`[${blank}]+#.*$`, 's');
const trailing = new RegExp(`[${blank}]+$`);
const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Reads a .env file as python-dotenv does (theskumar/python-dotenv, `src/dotenv/parser.py` and `variables.py`, 1.x), with
 * `${NAME:-default}` filled in from the file itself.
 */
export function readPythonDotenv(file: string): Texts {
  // Python opens text files with universal line ends.
  const text = file.replace(/\r\n?/g, '\n');
  const texts = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const value = (): string | undefined => {
    const quote = text[at];
    if (quote === "'") return take(patterns.single)?.[1]?.replace(/\\([\\'])/g, '$1');
    if (quote === '"') {
      return take(patterns.double)?.[1]?.replace(
        /\\([\\'"abfnrtv])/g,
        (_, letter: string) => escapes[letter] ?? letter,
      );
    }
    return take(patterns.bare)?.[1]?.replace(bareComment, '').replace(trailing, '');
  };
  const binding = (): boolean => {
    take(patterns.space);
    if (at >= text.length) return true;
    take(patterns.exported);
    const key =
      text[at] === '#' ? '' : (take(text[at] === "'" ? patterns.quotedKey : patterns.key)?.[1] ?? null);
    if (key === null) return false;
    take(patterns.beforeEquals);
    const given = take(patterns.equals) === null ? undefined : value();
    if (take(patterns.end) === null) return false;
    if (given !== undefined && key !== '') texts.set(key, interpolated(given, texts));
    return true;
  };
  while (at < text.length) {
    if (!binding()) take(patterns.restOfLine);
  }
  return texts;
}

function interpolated(value: string, texts: Texts): string {
  return value.replace(
    /\$\{([^}:]*)(?::-([^}]*))?\}/g,
    (_, name: string, otherwise = '') => texts.get(name) ?? otherwise,
  );
}
