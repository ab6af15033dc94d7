import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { yamlFaults } from './yaml-faults';

/** Far beyond what any file here needs; the composer calls itself once per level. */
const deepest = 100;

/** Signs, words and spaces of one file: twice what 5 MiB of ciphertexts take. It bounds the time to some 2 s. */
const longest = 600_000;

/** A fault that leaves the whole file out. `reason` never holds a part of the text. */
export interface YamlFault {
  readonly reason: string;
  readonly offset: number;
}

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  prettyErrors: false,
  // Quadratic in the parser; found while converting instead.
  uniqueKeys: false,
  strict: true,
  logLevel: 'silent',
} as const;

/**
 * Text to the parser's syntax tree, or the first thing that is wrong with it: what follows a syntax error is mostly its
 * consequence. Depth is counted while reading, before anything recursive runs.
 */
export function composeYaml(text: string): Document.Parsed | YamlFault {
  const parser = new Parser();
  const composer = new Composer(options);
  const documents: Document.Parsed[] = [];
  let directive: YamlFault | undefined;
  /** Whether what follows can say nothing more: errors and directives without end would take minutes. */
  const take = (tokens: Iterable<CST.Token>): boolean => {
    let isOver = false;
    for (const token of tokens) {
      if (token.type === 'directive' && !/^%YAML +1\.2\s*$/.test(token.source)) {
        directive ??= {
          reason: 'of directives (lines that begin with %) only %YAML 1.2 is read',
          offset: token.offset,
        };
        return true;
      }
      documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
      isOver ||= token.type === 'error' || documents.length > 1;
    }
    return isOver;
  };
  let read = 0;
  let isOver = false;
  for (const lexeme of new Lexer().lex(text)) {
    isOver = take(parser.next(lexeme));
    read += 1;
    if (parser.stack.length > deepest)
      return { reason: yamlFaults.RESOURCE_EXHAUSTION, offset: parser.offset };
    if (read > longest) return { reason: 'it has too many parts', offset: 0 };
    if (isOver) break;
  }
  if (!isOver) take(parser.end());
  if (directive !== undefined) return directive;
  documents.push(...(composer.end(true, text.length) as Iterable<Document.Parsed>));

  const [first, second] = documents;
  if (first === undefined) return { reason: yamlFaults.IMPOSSIBLE, offset: 0 };
  const [error] = [...first.errors, ...first.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined)
    return { reason: yamlFaults[error.code], offset: Math.min(error.pos[0], text.length) };
  if (second !== undefined) return { reason: yamlFaults.MULTIPLE_DOCS, offset: second.range[0] };
  return first;
}
