import type { CST } from 'yaml';

type Item =
  | CST.BlockMap['items'][number]
  | CST.FlowCollection['items'][number]
  | CST.BlockSequence['items'][number];
type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

const trivia: ReadonlySet<string> = new Set(['space', 'newline', 'comment']);

/** Where the last of these tokens ends that is neither space nor comment; undefined where there is none. */
export function endOfTokens(tokens: readonly CST.SourceToken[] | undefined): number | undefined {
  const last = tokens?.findLast((token) => !trivia.has(token.type));
  return last === undefined ? undefined : last.offset + last.source.length;
}

/** Where the text of a key and its value ends, without what follows on the line. */
export function endOfItem(item: Item): number | undefined {
  return (
    (isEmpty(item.value) ? undefined : endOfToken(item.value)) ??
    endOfTokens(item.sep) ??
    (item.key ? endOfToken(item.key) : undefined) ??
    endOfTokens(item.start)
  );
}

/** Where the text of a value ends, without the space, the comment and the line end after it. */
export function endOfToken(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq':
      return endOfItem(lastItem(token)) ?? token.offset;
    case 'flow-collection':
      return endOfTokens(token.end) ?? token.offset + token.start.source.length;
    case 'block-scalar':
      return contentOfBlock(token).to;
    default:
      return 'offset' in token && 'source' in token ? token.offset + token.source.length : token.offset;
  }
}

/** The lines of a block scalar, from behind its header's line end up to the end of the last one that is not blank. */
export function contentOfBlock(token: CST.BlockScalar): { from: number; to: number } {
  const from = token.offset + token.props.reduce((sum, prop) => sum + sourceLength(prop), 0);
  const beforeBlankLines = /^[\s\S]*\S[^\r\n]*/.exec(token.source);
  return { from, to: from + (beforeBlankLines?.[0].length ?? 0) };
}

/** Whether a value's blank lines at its end belong to it (`|+`, `>+`); then where they end. */
export function endOfKeptLines(token: CST.Token | null | undefined): number | undefined {
  if (token?.type === 'block-map' || token?.type === 'block-seq')
    return endOfKeptLines(lastItem(token).value);
  if (token?.type !== 'block-scalar') return undefined;
  const header = token.props.find((prop) => prop.type === 'block-scalar-header');
  const keeps = header !== undefined && 'source' in header && header.source.includes('+');
  return keeps ? contentOfBlock(token).from + token.source.length : undefined;
}

/** A value that is there only by its absence: nothing stands behind the key. */
export function isEmpty(token: CST.Token | null | undefined): token is null | undefined {
  return !token || (token.type === 'scalar' && token.source === '');
}

function lastItem(collection: Collection): Item {
  const real = collection.items.findLast((item) => item.key || item.sep || item.value);
  return real ?? { start: [] };
}

function sourceLength(token: CST.Token): number {
  return 'source' in token ? token.source.length : 0;
}
