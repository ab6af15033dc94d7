import type { CanonicalEntry, ValueFormat } from './canonical';
import { matchesPattern } from './matches-pattern';

/** What a value was expected to be, or undefined where it is that. Never says the value. */
export function formatFault(
  value: string,
  { format, minLength }: Pick<CanonicalEntry, 'format' | 'minLength'>,
): string | undefined {
  if (minLength !== undefined && [...value].length < minLength)
    return `at least ${minLength} characters long`;
  if (format === undefined) return undefined;
  if (typeof format === 'object') return patternFault(value, format.pattern);
  return fits(value, format) ? undefined : descriptions[format];
}

function patternFault(value: string, pattern: string): string | undefined {
  const matches = matchesPattern(pattern, value);
  if (matches === true) return undefined;
  return matches === 'slow'
    ? `text that the pattern ${pattern} judges in time (repetitions within repetitions take years)`
    : `text that matches the pattern ${pattern}`;
}

const descriptions = {
  url: 'a URL such as https://example.com',
  json: 'valid JSON',
  pem: 'a PEM block, from its BEGIN to its END line',
  email: 'an email address',
} as const;

function fits(value: string, format: Exclude<ValueFormat, object>): boolean {
  switch (format) {
    case 'url':
      return URL.canParse(value) && /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
    case 'json':
      return isJson(value);
    case 'pem':
      return /^(?:-----BEGIN ([A-Z0-9 ]+)-----\r?\n(?:(?!-----)[\s\S])*-----END \1-----\s*)+$/.test(value);
    case 'email':
      // Two simple looks: one pattern for both would go back and forth on a text of many dots.
      return /^[^\s@]+@[^\s@.][^\s@]*$/.test(value) && /\.[^.@]+$/.test(value);
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
