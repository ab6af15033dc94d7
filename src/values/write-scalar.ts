export interface ScalarStyle {
  /** What the text had so far; another one is taken where the value cannot be written in it. */
  readonly quotes: 'plain' | 'single' | 'double';
  /** Whether it stands inside `{ }` or `[ ]`, where more characters mean something. */
  readonly inFlow: boolean;
}

/** Writes a text as a YAML scalar on one line that reads back as this very text. */
export function writeScalar(value: string, style: ScalarStyle): string {
  if (style.quotes === 'plain' && isPlain(value, style.inFlow)) return value;
  if (style.quotes === 'single' && !invisible.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return `"${value.replace(escaped, escapeCharacter)}"`;
}

/** Control, format and separator characters: escaped, so that what is in a file can be seen in it. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const escaped = /["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeCharacter(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Stricter than YAML: whatever a reader or an editor could take for something else is quoted. */
function isPlain(value: string, inFlow: boolean): boolean {
  const wellFormed = /^[\p{L}\p{N}/_.+][\p{L}\p{N}/_.+ @%=:;,~^$()<>*!?&'#{}[\]|-]*$/u;
  if (!wellFormed.test(value) || value.endsWith(' ')) return false;
  if (/: |:$| #/.test(value) || /^(?:null|Null|NULL)$/.test(value)) return false;
  return !(inFlow && /[,{}[\]:]/.test(value));
}
