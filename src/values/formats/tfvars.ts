import type { Format, Texts } from './format';
import { readTfvars } from './read-tfvars';

/** The variable that holds all of them: a map of texts, `variable "environment_secrets" { type = map(string) }`. */
export const tfvarsVariable = 'environment_secrets';

/** A variables file for Terraform with one map in it. */
export const tfvarsFormat: Format = {
  name: 'tfvars',
  placement: 'section',
  write: (name, value) => {
    // With escapes as well: https://developer.hashicorp.com/terraform/language/expressions/types#strings
    if (value.normalize('NFC') !== value)
      return { refused: 'Terraform would bring it into Unicode normalization form C' };
    return { text: `  ${quoted(name)} = ${quoted(value)}\n` };
  },
  wrap: (body) => `${tfvarsVariable} = {\n${body}}\n`,
  readers: [readMap],
  assignment: /^[ \t]*([A-Za-z_][\w-]*)[ \t]*=/gm,
  twice: false,
};

const short: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * A string of HCL that is not a template: what would begin one is an escape, which is read after templates are
 * (https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences).
 */
const quoted = (text: string): string =>
  `"${text.replace(
    /[\p{Cc}"\\\u2028\u2029\ufeff]|[$%](?=\{)/gu,
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}"`;

function readMap(text: string): Texts | undefined {
  const map = readTfvars(text)?.get(tfvarsVariable);
  if (!(map instanceof Map)) return undefined;
  return new Map([...map].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
