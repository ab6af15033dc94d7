import { parseDocument } from 'yaml';
import type { Format, Texts } from './format';

/**
 * A YAML map of texts. Names are quoted as well: YAML 1.1, which many still read, takes `NO` and `ON` for truth values.
 */
export const yamlFormat: Format = {
  name: 'yaml',
  placement: 'section',
  write: (name, value) => ({ text: `${quoted(name)}: ${quoted(value)}\n` }),
  readers: [readYaml],
  assignment: /^(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'#:][^\s:]*))[ \t]*:(?=\s|$)/gm,
  twice: false,
};

/** A JSON string, with what YAML 1.1 does not take as it is, or takes for a line end, as an escape. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function readYaml(text: string): Texts | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const content: unknown = document.toJS({ mapAsMap: true });
  if (!(content instanceof Map)) return undefined;
  return new Map([...content].filter((pair): pair is [string, string] => pair.every(isText)));
}

const isText = (value: unknown): value is string => typeof value === 'string';
