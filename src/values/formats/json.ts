import { syncMarkerKey } from '../../model/sync-marker';
import type { Format, Texts } from './format';

/** A JSON object of texts; the marker stands in it as a key of its own. */
export const jsonFormat: Format = {
  name: 'json',
  placement: 'whole',
  mark: (entry) => `  ${JSON.stringify(syncMarkerKey)}: ${JSON.stringify(entry)},\n`,
  write: (name, value) => ({ text: `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n` }),
  wrap: (body) => (body === '' ? '{}\n' : `{\n${body.replace(/,\n$/, '\n')}}\n`),
  readers: [readJson],
};

function readJson(text: string): Texts | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    const pairs = Object.entries(parsed).filter(([name]) => name !== syncMarkerKey);
    return new Map(
      pairs.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
  } catch {
    return undefined;
  }
}

/** What stands behind the marker in a file that sync wrote; undefined in any other file. */
export function markerOf(text: string): string | undefined {
  try {
    const marker: unknown = JSON.parse(text)?.[syncMarkerKey];
    return typeof marker === 'string' ? marker : undefined;
  } catch {
    return undefined;
  }
}
