import { Fault, list } from '../diagnostics';

/**
 * Values by name from the text of a JSON object. Neither keys nor values of it are echoed: they could be anything.
 *
 * @param names - that it must have, and no others
 * @throws Fault where it is anything but an object of exactly these names, each once and with a string
 */
export function parseValuesObject(bytes: Uint8Array, names: readonly string[]): ReadonlyMap<string, string> {
  const which = names.length > 5 ? `the ${names.length} names` : list(names);
  const expected = `several values come through standard input as a JSON object of exactly ${which}, each a string`;
  const refuse = (reason: string): never => {
    throw new Fault(`${reason}; nothing has been written: ${expected}`);
  };
  const text = decode(bytes) ?? refuse('Standard input is not UTF-8');
  const parsed = parse(text);
  if (parsed === null) return refuse('Standard input is not a JSON object');
  const values = new Map<string, string>();
  for (const name of names) {
    const value = parsed.get(name);
    if (value === undefined) return refuse(`Standard input has no ${name}`);
    if (typeof value !== 'string') return refuse(`${name} is no string in standard input`);
    values.set(name, value);
  }
  if (parsed.size > names.length) return refuse('Standard input has other keys as well');
  // Of two equal keys JSON takes the last one without a word.
  if (countStrings(text) !== 2 * names.length) return refuse('Standard input has a key twice');
  return values;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Null where it is no object. */
function parse(text: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

const countStrings = (json: string): number => json.match(/"(?:[^"\\]|\\.)*"/gs)?.length ?? 0;
