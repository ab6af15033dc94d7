/** A name as it is shown in a message: in quotes, control and invisible characters escaped, at most 64 characters. */
export function quote(name: string): string {
  const shown = name.length > 64 ? `${name.slice(0, 63)}…` : name;
  return `"${escapeInvisible(shown)}"`;
}

/**
 * Escapes what could hide text or steer who reads it: control, format and separator characters for a terminal, and what build servers
 * take for a command in a log (`::add-mask::` at the beginning of a line, `##[group]` and `##vso[…]` anywhere in one).
 */
export function escapeInvisible(text: string): string {
  return text.replace(steering, (characters) => {
    const code = characters.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}${characters.slice(String.fromCodePoint(code).length)}`;
  });
}

/** Lines are broken at spaces, so that any word may come to begin one. An address such as `::ffff:10.0.0.1` is no command. */
const steering =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=^|\s)::(?=[a-z-]+(?:\s|::|$))|##(?=(?:vso|teamcity)?\[)/giu;

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
