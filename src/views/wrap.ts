import stringWidth from 'string-width';

/** Breaks text at its spaces into lines of at most `width` columns; a longer word stays whole on a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Cuts text to at most `width` columns; what is cut ends in an ellipsis. Looks no further than what it shows. */
export function cut(text: string, width: number): string {
  let columns = 0;
  let end = 0;
  let kept = 0;
  for (const character of text) {
    columns += stringWidth(character);
    if (columns > width) return `${text.slice(0, kept)}…`;
    end += character.length;
    if (columns < width) kept = end;
  }
  return text;
}
