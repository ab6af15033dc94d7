/** Why something in the workspace can't be read, and what to do about it. Never with a part of what it holds. */
export interface Unreadable {
  readonly reason: string;
  readonly remedy: string;
}

const asUtf8 = 'Save it as UTF-8.';

/** The bytes of a file as text, without its byte-order mark. */
export function decode(bytes: Uint8Array): string | Unreadable {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return { reason: 'it is UTF-16', remedy: asUtf8 };
  if (bytes.includes(0))
    return { reason: 'it holds a NUL byte', remedy: `${asUtf8} A text file holds no NUL.` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: 'it is not UTF-8', remedy: asUtf8 };
  }
}
