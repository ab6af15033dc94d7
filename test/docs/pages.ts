import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'docs', 'diagnostics');

/**
 * How a page's example is run: `files`: on top of the workspace in the index; `generated`: too large for a page, made by the
 * test; `arguments`, `variables` and `staged`: not a matter of a workspace's files.
 */
export type ExampleKind = 'files' | 'generated' | 'arguments' | 'variables' | 'staged';

export interface Page {
  readonly code: string;
  readonly severity: string;
  readonly example: ExampleKind;
  readonly text: string;
  /** The files of the example, by path. */
  readonly files: ReadonlyMap<string, string>;
}

export function pageNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => name.replace(/\.md$/, ''))
    .sort();
}

export function readPage(code: string): Page {
  const text = readFileSync(join(folder, `${code}.md`), 'utf8');
  const [, frontMatter = ''] = /^---\n(.*?)\n---\n/s.exec(text) ?? [];
  const field = (name: string): string => new RegExp(`^${name}: (.+)$`, 'm').exec(frontMatter)?.[1] ?? '';
  return {
    code: field('code'),
    severity: field('severity'),
    example: field('example') as ExampleKind,
    text,
    files: namedBlocks(text),
  };
}

export const readIndex = (): string => readFileSync(join(folder, 'README.md'), 'utf8');

/** The fenced blocks whose first line names a file: a language, a space and a path. */
export function namedBlocks(markdown: string): Map<string, string> {
  return new Map(
    [...markdown.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, path = '', text = '']) => [path, text]),
  );
}
