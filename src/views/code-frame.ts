import { escapeInvisible, type Place, type SourceTexts } from '../diagnostics';

interface CodeFrame {
  /** The line up to the key's colon. What stands behind it may be a value and is never shown. */
  readonly text: string;
  /** Column of the key in `text`, 0-based, and its length there. */
  readonly caret: number;
  readonly length: number;
}

/** Only indentation and the dashes of a list may stand before a key that is shown: anything else could be a value. */
const nothingBefore = /^ *(?:- +)*$/;
const longestKey = 64;

/** The key at a place, or null where no text of that line may be shown. */
export function frameKey(place: Place, texts: SourceTexts): CodeFrame | null {
  const text = texts.get(place.file);
  if (text === undefined || place.length === 0) return null;
  const start = text.lastIndexOf('\n', place.offset - 1) + 1;
  const before = text.slice(start, place.offset);
  if (!nothingBefore.test(before)) return null;
  const written = text.slice(place.offset, place.offset + place.length);
  if (/[\r\n]/.test(written)) return null;
  const key = escapeInvisible(written.length > longestKey ? `${written.slice(0, longestKey - 1)}…` : written);
  const colon = text.charAt(place.offset + place.length) === ':' ? ':' : '';
  return { text: `${before}${key}${colon}`, caret: before.length, length: key.length };
}
