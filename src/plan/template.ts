import { nearest } from '../diagnostics';
import { type CanonicalName, canonicalNamePattern } from '../model';

export const builtins = ['environment', 'region', 'account', 'project', 'bucket'] as const;
export type Builtin = (typeof builtins)[number];

export const filters = ['urlencode', 'base64', 'json'] as const;
export type Filter = (typeof filters)[number];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: CanonicalName; readonly filters: readonly Filter[] }
  | { readonly kind: 'builtin'; readonly name: Builtin; readonly filters: readonly Filter[] };

/** A fault of a template. The reason never quotes the template: its text may hold what should be a secret. */
export type TemplateFault =
  | { readonly kind: 'syntax'; readonly reason: string }
  | { readonly kind: 'filter'; readonly filter: string };

/** Splits a template into its parts. Where there are faults, the parts are those that could be read. */
export function parseTemplate(template: string): {
  readonly parts: readonly TemplatePart[];
  readonly faults: readonly TemplateFault[];
} {
  const parts: TemplatePart[] = [];
  const faults: TemplateFault[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < template.length; at += 1) {
    const character = template[at];
    if ((character === '{' || character === '}') && template[at + 1] === character) {
      text += character;
      at += 1;
    } else if (character === '{') {
      const end = template.indexOf('}', at);
      if (end === -1) {
        faults.push({ kind: 'syntax', reason: 'a "{" is never closed' });
        break;
      }
      const part = parseReference(template.slice(at + 1, end), faults);
      if (part !== undefined) {
        flush();
        parts.push(part);
      }
      at = end;
    } else if (character === '}') {
      faults.push({ kind: 'syntax', reason: 'a "}" stands alone' });
    } else {
      text += character;
    }
  }
  flush();
  return { parts, faults };
}

/** The template with one canonical name under another name; everything else of it stays, to the character. */
export function renamedInTemplate(template: string, from: string, to: string): string {
  // A doubled brace is a character and begins nothing.
  return template.replace(/\{\{|\}\}|\{([^}]*)\}/g, (part, inside: string | undefined) => {
    const [name, ...filters] = inside?.split(':') ?? [];
    return name === from ? `{${[to, ...filters].join(':')}}` : part;
  });
}

/** What a template says itself, NUL standing for each thing that it fills in: what `secretShape` looks at. */
export function literalOf(template: string): string {
  return parseTemplate(template)
    .parts.map((part) => (part.kind === 'text' ? part.text : '\0'))
    .join('');
}

function parseReference(inside: string, faults: TemplateFault[]): TemplatePart | undefined {
  const [name = '', ...written] = inside.split(':');
  const known = written.filter((filter): filter is Filter => (filters as readonly string[]).includes(filter));
  if (known.length < written.length) {
    const filter = written.find((each) => !(filters as readonly string[]).includes(each)) ?? '';
    faults.push(
      /^\w{1,20}$/.test(filter)
        ? { kind: 'filter', filter }
        : { kind: 'syntax', reason: 'what follows a ":" in braces is not the name of a filter' },
    );
    return undefined;
  }
  if (canonicalNamePattern.test(name)) return { kind: 'name', name: name as CanonicalName, filters: known };
  if ((builtins as readonly string[]).includes(name)) {
    return { kind: 'builtin', name: name as Builtin, filters: known };
  }
  const meant = nearest(name, builtins);
  const reason = 'what stands in braces is neither a canonical name nor a built-in one';
  faults.push({
    kind: 'syntax',
    reason: meant === undefined ? reason : `${reason} (did you mean ${meant}?)`,
  });
  return undefined;
}

/** The canonical names that the parts refer to, sorted, each once. */
export function templateNames(parts: readonly TemplatePart[]): CanonicalName[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'name' ? [part.name] : [])))].sort();
}

export function applyFilters(value: string, chain: readonly Filter[]): string {
  return chain.reduce((result, filter) => filterFunctions[filter](result), value);
}

const filterFunctions: Record<Filter, (value: string) => string> = {
  /** RFC 3986: everything but the unreserved characters `A-Za-z0-9-._~`. */
  urlencode: (value) =>
    encodeURIComponent(value).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  base64: (value) => Buffer.from(value, 'utf8').toString('base64'),
  /** As Terraform's own `jsonencode` writes a string, byte for byte: what HTML and JavaScript would trip over is escaped. */
  json: (value) =>
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};
