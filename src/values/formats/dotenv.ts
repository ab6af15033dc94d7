import { parse } from 'dotenv';
import { syncSectionEnd } from '../../model/sync-marker';
import type { DotenvReader } from './dotenv-readers';
import type { Format, Texts, Written } from './format';
import { readPythonDotenv } from './python-dotenv';

const read: Readonly<Record<DotenvReader, (text: string) => Texts>> = {
  node: (text) => new Map(Object.entries(parse(text))),
  python: readPythonDotenv,
  expand: (text) => new Map([...read.node(text)].map(([name, value]) => [name, expanded(value)])),
};

/** A dollar sign behind a backslash is one; any other may begin a variable, and its text is nobody's to foresee. */
function expanded(value: string): string {
  return /(?<!\\)\$/.test(value) ? '' : value.replaceAll('\\$', '$');
}

/**
 * .env files. No two readers agree on escapes, so there is no one way of quoting: each value is written in the first way that
 * all of the readers that are asked for take for the same text, and refused where there is none.
 *
 * @param other - a reader that need not read a value which no way of quoting suits
 */
export function dotenvFormat(readers: readonly DotenvReader[], other: DotenvReader | null): Format {
  const others = other === null ? [] : [other];
  return {
    name: 'dotenv',
    placement: 'section',
    write: (name, value) => {
      const written = writeDotenv(name, value, [...readers, ...others]);
      if ('text' in written || other === null) return written;
      return { ...writeDotenv(name, value, readers), misreadBy: other };
    },
    readers: readers.map((reader) => read[reader]),
    others: others.map((reader) => read[reader]),
    assignment: /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=|:[ \t])/gm,
  };
}

function writeDotenv(name: string, value: string, readers: readonly DotenvReader[]): Written {
  const found = ways(value).find((written) =>
    readers.every((reader) => read[reader](`${above}${name}=${written}\n${below}`).get(name) === value),
  );
  if (found !== undefined) return { text: `${name}=${found}\n` };
  return { refused: `no way of quoting it in a .env file means the same to ${readers.join(' and ')}` };
}

/** What may stand around a value: quotes, and what a reader that runs into them would take for a comment. */
const above = "ABOVE='#'\n";
const below = `BELOW='#'\nDOUBLE="#"\n${syncSectionEnd}\n`;

/** Every way of writing a value that some reader could take for it, the plainest first. */
function ways(value: string): string[] {
  const contents = [
    value,
    value.replaceAll('$', '\\$'),
    // Without a name, python-dotenv takes the default.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is python-dotenv's syntax
    value.replaceAll('${', () => '${:-$}{'),
  ];
  const quoted = [...new Set(contents)].flatMap((content) => [
    ...(/^[\w./:@%+=,~^-]+$/.test(content) ? [content] : []),
    `'${content}'`,
    ...(/[\n\r]/.test(content) ? [] : [content]),
    `"${content}"`,
    `"${content.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`,
    `\`${content}\``,
    `'${content.replace(/[\\']/g, '\\$&')}'`,
    `"${content.replace(/[\\"]/g, '\\$&').replaceAll('\r', '\\r')}"`,
  ]);
  return [...new Set(quoted)];
}
