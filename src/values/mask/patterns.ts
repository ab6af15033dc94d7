import type { SecretValue } from '../secret-value';

/** Shorter values stand in every other line of any output: hiding them would hide the output, and tell them by its gaps. */
const shortestMasked = 4;

/** A line of a longer value, or a value in another writing, is hidden from this length on. */
const shortestPart = 8;

/**
 * The bytes under which a value can come out of a program: as it is, each of its lines, and as JSON, in a URL and in base64, wherever
 * in a longer text it stands there.
 */
export function patternsOf(value: SecretValue): Buffer[] {
  const text = value.reveal();
  if (Buffer.byteLength(text) < shortestMasked) return [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const parts = [...jsonWritings(text), ...urlWritings(text), ...base64Writings(text), ...lines];
  const long = parts.filter((part) => Buffer.byteLength(part) >= shortestPart);
  return [...new Set([text, ...long])].map((each) => Buffer.from(each, 'utf8'));
}

/** Everybody escapes what has to be; what else is, differs: Go and Gson think of HTML, Python and PHP of ASCII, PHP of slashes. */
function jsonWritings(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const slashed = plain.replaceAll('/', '\\/');
  return [
    ...[plain, slashed].flatMap((each) => [each, escaped(each, /[^\0-\x7f]/g)]),
    escaped(plain, /[<>&\u2028\u2029]/g),
    escaped(plain, /[<>&='\u2028\u2029]/g),
  ];
}

const escaped = (text: string, what: RegExp): string =>
  text.replace(what, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

function urlWritings(text: string): string[] {
  const component = encodeURIComponent(text);
  const strict = component.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const upper = [component, strict, strict.replaceAll('%20', '+')];
  const inLowerCase = (writing: string): string => writing.replace(/%../g, (code) => code.toLowerCase());
  return upper.flatMap((writing) => [writing, inLowerCase(writing)]);
}

/** Base64 writes three bytes in four characters: what a value looks like depends on how many bytes stand before it. */
function base64Writings(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    // The last character may hold bits of what follows.
    const last = (before + bytes.length) % 3 === 0 ? whole.length : whole.length - 1;
    const standard = whole.slice(first, last);
    return [standard, standard.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
