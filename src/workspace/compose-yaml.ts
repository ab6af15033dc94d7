import { Composer, type Document, Lexer, Parser } from 'yaml';
import { yamlFaults } from './yaml-faults';

/** Far beyond what any file here needs; the composer calls itself once per level. */
const deepest = 100;

/** Signs, words and spaces of one file: some 30 times what 5 MiB of ciphertexts take. It bounds the time. */
const longest = 1_500_000;

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
  let read = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme))
      documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
    read += 1;
    if (parser.stack.length > deepest)
      return { reason: yamlFaults.RESOURCE_EXHAUSTION, offset: parser.offset };
    if (read > longest) return { reason: 'it has too many parts', offset: 0 };
  }
  for (const token of parser.end()) documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
  documents.push(...(composer.end(true, text.length) as Iterable<Document.Parsed>));

  const [first, second] = documents;
  if (first === undefined) return { reason: yamlFaults.IMPOSSIBLE, offset: 0 };
  const [error] = [...first.errors, ...first.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined)
    return { reason: yamlFaults[error.code], offset: Math.min(error.pos[0], text.length) };
  if (second !== undefined) return { reason: yamlFaults.MULTIPLE_DOCS, offset: second.range[0] };
  if (first.directives.yaml.explicit && first.directives.yaml.version !== '1.2') {
    return { reason: 'a %YAML directive asks for another version; it is read as YAML 1.2', offset: 0 };
  }
  return first;
}
