import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';

/**
 * How a module is named: `type`: gone when the program runs; `value`: loaded together with the file; `lazy`: through
 * `require` or `import()`, when a function asks for it.
 */
export type ImportKind = 'type' | 'value' | 'lazy';

export interface ModuleImport {
  readonly specifier: string;
  readonly kind: ImportKind;
}

const source = join(__dirname, '..', '..', 'src');

/** Every TypeScript file under src, by its path there, with forward slashes. */
export function sourceFiles(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(source, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What a file names in `import`, `export … from`, `require(…)` and `import(…)`. */
export function importsOf(text: string): ModuleImport[] {
  const code = text.replace(/\/\*.*?\*\/|(?<=^|\s)\/\/.*$/gms, '');
  const statements = code.matchAll(/^(?:import|export)\s+([^'";]*?)from\s+'([^']+)'|^import\s+'([^']+)'/gm);
  const calls = code.matchAll(/(typeof\s+)?\b(?:require|import)\(\s*'([^']+)'\s*\)/g);
  return [
    ...[...statements].map(([, names = '', from, bare]): ModuleImport => {
      return { specifier: from ?? bare ?? '', kind: isTypeOnly(names) ? 'type' : 'value' };
    }),
    ...[...calls].map(({ index, 1: typeOf, 2: specifier = '' }): ModuleImport => {
      // A line that is not indented is no part of a function.
      const isIndented = /^\s/.test(code.slice(code.lastIndexOf('\n', index) + 1));
      return { specifier, kind: typeOf !== undefined ? 'type' : isIndented ? 'lazy' : 'value' };
    }),
  ];
}

function isTypeOnly(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const braces = /^\{(.*)\}\s*$/s.exec(names.trim());
  const each = (braces?.[1] ?? '').split(',').map((name) => name.trim());
  return braces !== null && each.filter((name) => name !== '').every((name) => /^type\s/.test(name));
}

/** The file under src that a relative specifier means, or the name of the package or built-in module without `node:`. */
export function resolveImport(file: string, specifier: string, files: ReadonlyMap<string, string>): string {
  if (!specifier.startsWith('.')) return specifier.replace(/^node:/, '');
  const path = posix.join(dirname(file), specifier);
  return [`${path}.ts`, `${path}/index.ts`].find((candidate) => files.has(candidate)) ?? path;
}

/** Everything that is loaded together with a file: files under src, packages and built-in modules. */
export function loadedWith(file: string, files: ReadonlyMap<string, string>): Set<string> {
  const loaded = new Set<string>();
  const visit = (each: string): void => {
    if (loaded.has(each)) return;
    loaded.add(each);
    for (const { specifier, kind } of importsOf(files.get(each) ?? '')) {
      if (kind === 'value') visit(resolveImport(each, specifier, files));
    }
  };
  visit(file);
  return loaded;
}

/** Whether a module is one of node's that reaches out of the program. */
export function touchesTheWorld(module: string): boolean {
  const pure = ['path', 'util', 'crypto', 'buffer', 'url', 'assert', 'string_decoder', 'querystring', 'vm'];
  const [name = ''] = module.split('/');
  return builtinModules.includes(name) && !pure.includes(name);
}
