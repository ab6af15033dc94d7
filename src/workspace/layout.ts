import { createDiagnostic, type Diagnostic, quote } from '../diagnostics';
import { type EnvironmentName, type MappingName, shortNamePattern, shortNameRule } from '../model';

export const manifestPath = 'fanout.yaml';
export const mappingFolder = 'mappings';
export const environmentFolder = 'environments';
export const canonicalPath = `${mappingFolder}/canonical.yaml`;

/** Stands there while several files are replaced at once, and where that was cut off. */
export const unfinishedPath = '.fanout-unfinished.json';

/** What a path in a workspace is for, by its name alone. */
export type FileRole =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'canonical' }
  | { readonly kind: 'mapping'; readonly name: MappingName }
  | { readonly kind: 'environment'; readonly name: EnvironmentName }
  /** Not ours, or of no consequence: outside of the folders, or hidden. */
  | { readonly kind: 'other' }
  /** In one of our folders, with a name that nothing can have. */
  | { readonly kind: 'misnamed'; readonly name: string; readonly rule: string }
  | { readonly kind: 'stray'; readonly reason: string; readonly remedy: string };

/** @param path - relative to the workspace, with forward slashes */
export function roleOf(path: string): FileRole {
  if (path === manifestPath) return { kind: 'manifest' };
  if (path === canonicalPath) return { kind: 'canonical' };
  const [folder, file, ...deeper] = path.split('/');
  if (file === undefined || file.startsWith('.')) return { kind: 'other' };
  if (folder !== mappingFolder && folder !== environmentFolder) return { kind: 'other' };
  if (deeper.length > 0 || !file.endsWith('.yaml'))
    return { kind: 'stray', ...strayWords(folder, file, deeper) };
  const name = file.slice(0, -'.yaml'.length);
  if (!shortNamePattern.test(name)) {
    const rule = shortNameRule(folder === mappingFolder ? 'a mapping' : 'an environment');
    return { kind: 'misnamed', name, rule };
  }
  return folder === mappingFolder
    ? { kind: 'mapping', name: name as MappingName }
    : { kind: 'environment', name: name as EnvironmentName };
}

/** Which of these files are read, and what is wrong with the names of others. */
export function sortOut(paths: readonly string[]): {
  readonly read: readonly string[];
  readonly faults: readonly Diagnostic[];
} {
  const read: string[] = [];
  const faults: Diagnostic[] = [];
  for (const path of paths) {
    const role = roleOf(path);
    const place = { file: path, offset: 0, length: 0 };
    if (role.kind === 'stray') {
      const { reason, remedy } = role;
      faults.push(createDiagnostic('unreadable-file', { file: path, reason, remedy }, place));
    } else if (role.kind === 'misnamed') {
      const { name, rule } = role;
      faults.push(createDiagnostic('invalid-name', { name, rule }, place));
    } else if (role.kind !== 'other') read.push(path);
  }
  return { read, faults };
}

export function environmentPath(name: string): string {
  return `${environmentFolder}/${name}.yaml`;
}

function strayWords(
  folder: string,
  file: string,
  deeper: readonly string[],
): { reason: string; remedy: string } {
  const almost = /^(.+)\.ya?ml$/i.exec(file);
  if (deeper.length === 0 && almost !== null) {
    return {
      reason: 'only *.yaml is read',
      remedy: `Rename it to ${quote(`${folder}/${almost[1]}.yaml`)}, or move it elsewhere.`,
    };
  }
  return {
    reason: `only *.yaml belongs into ${folder}/`,
    remedy: 'Move it out of this folder, or remove it.',
  };
}
