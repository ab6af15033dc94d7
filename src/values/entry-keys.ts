import type { SecretValue } from './secret-value';

/** The keys of an entry that holds a JSON object; null where it holds something else. */
export function entryKeys(text: SecretValue): readonly string[] | null {
  try {
    const parsed: unknown = JSON.parse(text.reveal());
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return Object.keys(parsed);
  } catch {
    // The parser quotes what it could not read.
  }
  return null;
}
