import type { Format, Texts } from './format';

/**
 * What a POSIX shell sources: between single quotes nothing means anything but a single quote
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02).
 */
export const shellFormat: Format = {
  name: 'shell',
  placement: 'section',
  write: (name, value) => ({ text: `export ${name}='${value.replaceAll("'", "'\\''")}'\n` }),
  readers: [readShell],
  alone: true,
  assignment: /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=/gm,
};

/** Reads what is written above, and comments; undefined where anything else is in it. */
function readShell(text: string): Texts | undefined {
  const line = /(?:#[^\n]*|export ([A-Za-z_]\w*)=((?:'[^']*'|\\')+))?(?:\n|$)/y;
  const texts = new Map<string, string>();
  while (line.lastIndex < text.length) {
    const match = line.exec(text);
    if (match === null) return undefined;
    const [, name, quoted] = match;
    if (name === undefined || quoted === undefined) continue;
    texts.set(
      name,
      quoted.replace(/'([^']*)'|\\'/g, (_, content: string | undefined) => content ?? "'"),
    );
  }
  return texts;
}
