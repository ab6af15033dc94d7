import { randomUUID } from 'node:crypto';
import type { Format, Texts } from './format';

/**
 * What a step of a GitHub workflow appends to the file that `GITHUB_ENV` names, for the steps behind it (actions/runner,
 * `FileCommandManager.cs`). No value can end itself early: its delimiter is random, and not in it.
 *
 * @param random - part of a delimiter, another one at each call
 */
export function githubEnvFormat(random: () => string = randomUUID): Format {
  return {
    name: 'github-env',
    placement: 'appended',
    write: (name, value) => {
      if (/^(?:GITHUB_|RUNNER_|NODE_OPTIONS$)/i.test(name))
        return { refused: 'GitHub keeps this name to itself, and would leave it out without a word' };
      let delimiter = `fanout_${random()}`;
      while (value.includes(delimiter)) delimiter = `fanout_${random()}`;
      return { text: `${name}<<${delimiter}\n${value}\n${delimiter}\n` };
    },
    readers: [readGithubEnv],
  };
}

/** Undefined where the runner would fail the step. */
function readGithubEnv(text: string): Texts | undefined {
  const texts = new Map<string, string>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, plainName, plainValue, name, delimiter] =
      /^(?:((?:(?!<<)[^=])*)=(.*)|([^=]+?)<<(.+))$/s.exec(line) ?? [];
    if (plainName !== undefined) {
      texts.set(plainName, plainValue ?? '');
      continue;
    }
    const end = delimiter === undefined ? -1 : lines.indexOf(delimiter, at + 1);
    if (name === undefined || end === -1) return undefined;
    texts.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return texts;
}
