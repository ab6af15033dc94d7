import stringWidth from 'string-width';
import { cut, wrap } from './wrap';

export interface Cell {
  readonly text: string;
  /** @default - as it is */
  readonly paint?: (text: string) => string;
  /**
   * What happens to a cell that is wider than a line: a name stays whole, a value is cut, prose is wrapped.
   * @default - whole
   */
  readonly overflow?: 'whole' | 'cut' | 'wrap';
}

const gap = 2;
/** A value that would be cut to fewer columns than this goes to a line of its own. */
const leastCut = 16;

/**
 * Lines of cells. The first `aligned` columns stand under each other, the others follow with two spaces between;
 * a cell that does not fit goes to the next line, indented.
 *
 * @param options.width - of the page in columns
 * @param options.aligned - @default - all columns
 */
export function renderTable(
  rows: readonly (readonly Cell[])[],
  options: { readonly indent: number; readonly width: number; readonly aligned?: number },
): string[] {
  const starts = columnStarts(rows, options);
  return rows.flatMap((row) => renderRow(row, starts, options));
}

/** Where each aligned column begins. Where not all fits, one long name does not push the rest beyond the middle. */
function columnStarts(
  rows: readonly (readonly Cell[])[],
  options: { readonly indent: number; readonly width: number; readonly aligned?: number },
): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = rows.map((row) => row.map(({ text }) => stringWidth(text)));
  const aligned = Math.min(options.aligned ?? columns, columns);
  const startsWithin = (most: number): number[] => {
    const starts = [options.indent];
    for (let column = 0; column < aligned; column++) {
      const start = starts[column] ?? 0;
      const fitting = widths
        .map((row) => (column < row.length - 1 ? (row[column] ?? 0) : 0))
        .filter((width) => start + width + gap <= Math.max(most, start + leastCut));
      starts.push(start + Math.max(0, ...fitting) + gap);
    }
    return starts;
  };
  const free = startsWithin(options.width);
  const allFits = widths.every((row) => (free[row.length - 1] ?? 0) + (row.at(-1) ?? 0) <= options.width);
  return allFits ? free : startsWithin(Math.floor(options.width * 0.6));
}

function renderRow(
  row: readonly Cell[],
  starts: readonly number[],
  { indent, width }: { readonly indent: number; readonly width: number },
): string[] {
  const lines: string[] = [];
  let line = '';
  let column = 0;
  const put = (start: number, cell: Cell, text: string) => {
    line += ' '.repeat(start - column) + (cell.paint?.(text) ?? text);
    column = start + stringWidth(text);
  };
  row.forEach((cell, index) => {
    if (cell.text === '') return;
    const start = Math.max(starts[index] ?? 0, column === 0 ? indent : column + gap);
    const room = width - start;
    if (stringWidth(cell.text) <= room || (cell.overflow === 'cut' && room >= leastCut)) {
      put(start, cell, cell.overflow === 'cut' ? cut(cell.text, room) : cell.text);
      return;
    }
    const below = index === 0 ? indent : indent + 4;
    const parts =
      cell.overflow === 'cut'
        ? [cut(cell.text, Math.max(leastCut, width - below))]
        : cell.overflow === 'wrap'
          ? wrap(cell.text, width - below)
          : [cell.text];
    for (const part of parts) {
      if (column > 0) lines.push(line);
      line = '';
      column = 0;
      put(below, cell, part);
    }
  });
  return [...lines, line];
}
