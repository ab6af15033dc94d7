import { type Diagnostic, Locator, type SourceTexts } from '../../src/diagnostics';
import { type ParsedWorkspace, type ParseOptions, parseWorkspace } from '../../src/workspace';

/** A workspace in which nothing is wrong; tests put files of their own over it. */
export const sound: Readonly<Record<string, string>> = {
  'fanout.yaml': 'project: shop\nbuckets:\n  api:\n    include: [{ mapping: shared }]\n',
  'mappings/canonical.yaml': 'KEY:\nURL: { kind: config }\n',
  'mappings/shared.yaml': 'KEY: SHARED_KEY\nURL: SHARED_URL\n',
  'environments/dev.yaml':
    'environment: dev\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\nvalues:\n  KEY:\n  URL: https://x.example\n',
};

/** An environment file with these lines in place of what `sound` says. */
export function environmentText(
  name: string,
  fields: Readonly<Record<string, string | undefined>> = {},
): string {
  const all = {
    environment: name,
    protected: 'false',
    account: '"123456789012"',
    region: 'eu-central-1',
    values: '{}',
    ...fields,
  };
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
}

/** @param files - over the sound ones; undefined takes one away */
export function textsOf(files: Readonly<Record<string, string | undefined>>): SourceTexts {
  const all = Object.entries({ ...sound, ...files });
  return new Map(all.filter((file): file is [string, string] => file[1] !== undefined));
}

export function parsedTexts(
  files: Readonly<Record<string, string | undefined>>,
  options?: ParseOptions,
): ParsedWorkspace & { readonly lines: readonly string[] } {
  const texts = textsOf(files);
  const parsed = parseWorkspace(texts, options);
  return { ...parsed, lines: linesOf(texts, parsed.diagnostics) };
}

/** `file:line:column code: message`, or `code: message` where there is no place. */
export function linesOf(texts: SourceTexts, diagnostics: readonly Diagnostic[]): string[] {
  return new Locator(texts).locateAll(diagnostics).map(({ location, code, message }) => {
    const said = `${code}: ${message}`;
    return location === null ? said : `${location.file}:${location.line}:${location.column} ${said}`;
  });
}
