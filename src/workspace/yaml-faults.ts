import type { ErrorCode } from 'yaml';

/** Sentences of our own for the parser's errors: its own texts quote the source, which may hold a value. */
export const yamlFaults: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias can have neither a tag nor an anchor',
  BAD_ALIAS: 'an anchor or alias has no name, or an ambiguous one',
  BAD_COLLECTION_TYPE: 'a tag does not fit what it stands before',
  BAD_DIRECTIVE: 'a directive (a line that begins with %) is wrong',
  BAD_DQ_ESCAPE:
    'there is an unknown escape in double quotes; write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit what stands above, or a bracket or brace is not closed',
  BAD_PROP_ORDER: 'an anchor or a tag stands before the sign that it should follow',
  BAD_SCALAR_START: 'a text begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'there is a second ": " on one line; put a text that holds one in quotes',
  BLOCK_IN_FLOW: 'inside [ ] and { } everything has to be written with [ ] and { }',
  DUPLICATE_KEY: 'a key stands twice in one map',
  IMPOSSIBLE: 'it is not well-formed',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 characters',
  MISSING_CHAR: 'a quote, bracket, brace, comma, colon or space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines, or its colon is missing',
  MULTIPLE_ANCHORS: 'something has two anchors',
  MULTIPLE_DOCS: 'it holds several documents; a file is one',
  MULTIPLE_TAGS: 'something has two tags',
  NON_STRING_KEY: 'a key is not a text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'a tab stands where the indentation needs spaces',
  TAG_RESOLVE_FAILED: 'a tag is unknown, or does not fit what it stands before',
  UNEXPECTED_TOKEN: 'something stands where it does not belong',
};
