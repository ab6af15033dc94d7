import { Fault, list, quote } from '../diagnostics';
import { targetNamePattern } from '../model';
import { SecretValue } from './secret-value';

/** What an entry holds, by key. */
export type EntryValues = ReadonlyMap<string, SecretValue>;

/**
 * Takes an entry apart. Somebody may have changed it outside of fanout: whatever could not stand in a file or in the
 * environment of a process is refused, by its key and never by its value.
 *
 * @param entry - how it is called, for the sentence
 * @throws Fault where it is not a JSON object of texts
 */
export function parseEntryValues(text: SecretValue, entry: string): EntryValues {
  const held = entryObject(text);
  if (held === null) {
    throw new Fault(
      `${entry} does not hold a JSON object: it was changed outside of fanout, so deploy it anew or correct it there`,
    );
  }
  const pairs = Object.entries(held);
  const refuse = (why: string, isWrong: (key: string, value: unknown) => boolean): void => {
    const wrong = pairs.filter(([key, value]) => isWrong(key, value)).map(([key]) => quote(key));
    if (wrong.length === 0) return;
    throw new Fault(
      `${list(wrong)} in ${entry} ${why}: it was changed outside of fanout, so deploy it anew or correct it there`,
    );
  };
  refuse('cannot be the name of a variable', (key) => !targetNamePattern.test(key) || key === '__proto__');
  refuse('must be text', (_, value) => typeof value !== 'string');
  // No environment can hold the first, and no file in UTF-8 the second.
  refuse('must not hold a NUL character or half a surrogate pair', (_, value) =>
    /\0|\p{Cs}/u.test(String(value)),
  );
  return new Map(pairs.map(([key, value]) => [key, new SecretValue(String(value))]));
}

/** The JSON object that an entry holds; null where it holds something else. */
export function entryObject(text: SecretValue): object | null {
  try {
    const parsed: unknown = JSON.parse(text.reveal());
    return typeof parsed === 'object' && !Array.isArray(parsed) ? parsed : null;
  } catch {
    // The parser quotes what it could not read.
    return null;
  }
}
