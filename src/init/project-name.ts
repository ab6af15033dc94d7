import { shortNamePattern } from '../model';

/** The name of a folder as the name of a project: `My App` becomes `my-app`. Undefined where nothing is left of it. */
export function projectNameOf(folder: string): string | undefined {
  const name = folder
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32)
    .replace(/-+$/, '');
  return shortNamePattern.test(name) ? name : undefined;
}
