/**
 * JSON for machines that is safe on a terminal too: whatever could steer one or hide text is written as an escape,
 * so that parsing gives the same strings.
 */
export function renderJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
