import { parseEnvironment, valuePairs } from './parse-environment';

/**
 * What stands behind each name of an environment file, as it is written there, without the comments behind it. Empty
 * where the text is no YAML.
 */
export function valueTexts(file: string): ReadonlyMap<string, string> {
  const text = file.replace(/^\uFEFF/, '');
  const parsed = parseEnvironment(text);
  if (parsed === null) return new Map();
  return new Map(
    [...valuePairs(parsed)].map(([name, [pair]]) => {
      const [from, to] = pair?.value?.range ?? [0, 0];
      return [name, text.slice(from, to)];
    }),
  );
}
