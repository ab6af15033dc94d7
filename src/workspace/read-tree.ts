import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type ParsedNode } from 'yaml';
import { createDiagnostic, type Diagnostic } from '../diagnostics';
import { composeYaml, type YamlFault } from './compose-yaml';
import { emptyScalar, type YamlSlot, type YamlTree } from './yaml-tree';

/** Nodes that aliases may add to one file; more is a file made to use up memory. */
const aliasBudget = 10_000;

const coreTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
);

export interface ReadTree {
  /** Null where the file is not YAML that can be read. */
  readonly tree: YamlTree | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** One file's text to its tree. Reports `yaml-syntax`, `duplicate-key` and, for `__proto__`, `invalid-name`. */
export function readTree(file: string, text: string): ReadTree {
  const document = composeYaml(text);
  if ('reason' in document) return { tree: null, diagnostics: [syntaxFault(file, document)] };
  const reader = new TreeReader(file);
  try {
    return { tree: reader.read(document), diagnostics: reader.diagnostics };
  } catch (error) {
    if (error instanceof Unreadable) return { tree: null, diagnostics: [syntaxFault(file, error.fault)] };
    throw error;
  }
}

function syntaxFault(file: string, { reason, offset }: YamlFault): Diagnostic {
  return createDiagnostic('yaml-syntax', { reason }, { file, offset, length: 0 });
}

/** Leaves the recursion below; never leaves this file. */
class Unreadable extends Error {
  constructor(readonly fault: YamlFault) {
    super(fault.reason);
  }
}

interface Sized {
  readonly tree: YamlTree;
  /** Nodes in it, those that aliases add included. */
  readonly size: number;
}

class TreeReader {
  readonly diagnostics: Diagnostic[] = [];
  /** By anchor, what the latest one stands for; undefined while it is being read. */
  readonly #anchors = new Map<string, Sized | undefined>();
  #aliased = 0;

  constructor(private readonly file: string) {}

  read(document: Document.Parsed): YamlTree {
    return this.#read(document.contents).tree;
  }

  #read(node: Node | ParsedNode | null): Sized {
    if (node === null) return { tree: emptyScalar, size: 1 };
    if (isAlias(node)) return this.#alias(node.source, startOf(node));
    if (node.tag !== undefined && !coreTags.has(node.tag)) {
      throw new Unreadable({ reason: 'a tag is unknown; none is needed here', offset: startOf(node) });
    }
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const sized = this.#content(node);
    if (anchor !== undefined) this.#anchors.set(anchor, sized);
    return sized;
  }

  #content(node: Node): Sized {
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[]);
    if (isSeq(node)) return this.#list(node.items as Node[]);
    if (isScalar(node)) {
      const value = node.value as string | number | boolean | null;
      return { tree: { kind: 'scalar', value, source: node.source ?? '' }, size: 1 };
    }
    throw new Unreadable({ reason: 'something stands where it does not belong', offset: startOf(node) });
  }

  #alias(anchor: string, offset: number): Sized {
    const known = this.#anchors.get(anchor);
    if (known === undefined) {
      const reason = this.#anchors.has(anchor)
        ? 'an alias stands inside of what it stands for'
        : 'an alias has no anchor before it';
      throw new Unreadable({ reason, offset });
    }
    this.#aliased += known.size;
    if (this.#aliased > aliasBudget)
      throw new Unreadable({ reason: 'its aliases expand to too much', offset });
    return known;
  }

  #list(nodes: readonly Node[]): Sized {
    let size = 1;
    const items = nodes.map((node): YamlSlot => {
      const read = this.#read(node);
      size += read.size;
      return { offset: startOf(node), length: 0, tree: read.tree };
    });
    return { tree: { kind: 'list', items }, size };
  }

  #map(pairs: readonly Pair<Node, Node | null>[]): Sized {
    let size = 1;
    const entries = new Map<string, YamlSlot>();
    for (const { key: keyNode, value } of pairs) {
      const [offset, end] = keyNode.range ?? [0, 0];
      size += this.#read(keyNode).size;
      const key = keyText(keyNode);
      const read = this.#read(value);
      size += read.size;
      const first = entries.get(key);
      if (first !== undefined) this.#duplicate(key, offset, end - offset, first);
      else if (key === '__proto__') this.#prototype(key, offset, end - offset);
      else entries.set(key, { offset, length: end - offset, tree: read.tree });
    }
    return { tree: { kind: 'map', entries }, size };
  }

  #duplicate(key: string, offset: number, length: number, first: YamlSlot): void {
    const place = { file: this.file, offset: first.offset, length: first.length };
    this.diagnostics.push(
      createDiagnostic(
        'duplicate-key',
        { key },
        { file: this.file, offset, length },
        { related: [{ place, message: 'the first one stands here' }] },
      ),
    );
  }

  /** Not a name anywhere, and one that JavaScript programs lose. */
  #prototype(name: string, offset: number, length: number): void {
    const rule = 'a key that can be used: programs that read it would lose it';
    this.diagnostics.push(
      createDiagnostic('invalid-name', { name, rule }, { file: this.file, offset, length }),
    );
  }
}

function keyText(node: Node): string {
  if (!isScalar(node)) throw new Unreadable({ reason: 'a key is not a text', offset: startOf(node) });
  const key = node.source ?? '';
  if (key === '<<' && node.type === 'PLAIN') {
    const reason = 'merge keys (<<) are not read; write out what this one would bring in';
    throw new Unreadable({ reason, offset: startOf(node) });
  }
  return key;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
