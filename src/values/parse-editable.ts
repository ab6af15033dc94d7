import { type ParsedNode, parseDocument } from 'yaml';

/** A YAML text with the offsets and the source of everything in it, as an edit in place needs them. */
export function parseEditable(text: string): ReturnType<typeof parseDocument<ParsedNode>> {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    keepSourceTokens: true,
    prettyErrors: false,
    // Quadratic in the library; the names that are edited are counted instead.
    uniqueKeys: false,
    // Not "silent": that hides a second document as well.
    logLevel: 'error',
  });
}
