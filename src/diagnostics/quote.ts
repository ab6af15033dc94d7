/** A name as it is shown in a message: in quotes, control and invisible characters escaped, at most 64 characters. */
export function quote(name: string): string {
  const shown = name.length > 64 ? `${name.slice(0, 63)}…` : name;
  return `"${escapeInvisible(shown)}"`;
}

/** Escapes what could steer a terminal or hide text: control, format and separator characters. */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
