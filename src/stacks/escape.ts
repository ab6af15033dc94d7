/**
 * A quoted string of Terraform's expression language that evaluates to exactly this text.
 *
 * `$` and `%` are written by their code points: doubling them (`$${`) breaks where a text that ends in `$` meets an
 * interpolation. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function quoted(text: string): string {
  return `"${insideQuotes(text)}"`;
}

/** The same without its quotes, to stand between the interpolations of one string. */
export function insideQuotes(text: string): string {
  return text
    .replace(special, (character) => shortEscapes[character] ?? codePoint(character))
    .replace(numberToken, `$1${codePoint('e')}`);
}

/**
 * A text as the value of an argument in Terraform's JSON syntax, where every string is a template without escapes
 * of its own: as it is, or as an interpolated quoted string where Terraform or cdktf could take it for something else.
 */
export function literal(text: string): string {
  return /[$%#]\{/.test(text) || text.search(numberToken) !== -1 ? expression(quoted(text)) : text;
}

/** Code of Terraform's expression language as the value of an argument in its JSON syntax. */
export function expression(code: string): string {
  return `\${${code}}`;
}

// Control characters and what ends a line somewhere, beside what means something inside quotes; "#{TfToken[" means
// something to cdktf.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be escaped
const special = /["\\$%#\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;

/** cdktf keeps tokens in large negative numbers, and fails on a text that reads like one, such as -8.1e298. */
const numberToken = /(-[\d.]+)e(?=[+\d])/g;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const codePoint = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
