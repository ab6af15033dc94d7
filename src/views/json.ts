/**
 * JSON for machines that is safe on a terminal and in the log of a build server too: whatever could steer one or hide text is
 * written as an escape, so that parsing gives the same strings.
 */
export function renderJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(steering, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}

/** A line begins with a quote, so that only commands are left that may stand anywhere in one, as `##vso[…]`. */
const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|#(?=#(?:vso|teamcity)?\[)/giu;
