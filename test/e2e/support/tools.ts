import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, parse } from 'node:path';

/** The three real things that end-to-end tests stand on, each by its absolute path. */
export interface Tools {
  readonly terraform: string;
  readonly moto: string;
  /** The folder that holds `registry.terraform.io/hashicorp/aws`. */
  readonly mirror: string;
}

const provider = join('registry.terraform.io', 'hashicorp', 'aws');

/** Each tool by its path, or what is missing, in words. */
export function findTools(
  env: NodeJS.ProcessEnv = process.env,
): Tools | { readonly missing: readonly string[] } {
  const terraform = findOnPath('terraform', env);
  const moto = findOnPath('moto_server', env);
  const mirror = findMirror(env);
  if (terraform !== undefined && moto !== undefined && mirror !== undefined)
    return { terraform, moto, mirror };
  const missing = [
    ...(terraform === undefined ? ['terraform'] : []),
    ...(moto === undefined ? ['moto_server'] : []),
    ...(mirror === undefined ? ['a local mirror of the AWS provider (TF_PLUGIN_MIRROR)'] : []),
  ];
  return { missing };
}

export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function findMirror(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.TF_PLUGIN_MIRROR;
  if (named !== undefined && named !== '') return holdsProvider(named) ? named : undefined;
  const usual = [join(homedir(), '.terraform.d', 'plugins'), env.TF_PLUGIN_CACHE_DIR ?? ''];
  return usual.find(holdsProvider) ?? foldersUnderRoot().find(holdsProvider);
}

/** The folders of the file system's root, and theirs. */
function foldersUnderRoot(): string[] {
  const { root } = parse(process.cwd());
  const virtual = new Set(['proc', 'sys', 'dev']);
  const tops = foldersOf(root).filter((top) => !virtual.has(top));
  return tops.flatMap((top) => [
    join(root, top),
    ...foldersOf(join(root, top)).map((sub) => join(root, top, sub)),
  ]);
}

function foldersOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function holdsProvider(folder: string): boolean {
  if (folder === '') return false;
  try {
    return statSync(join(folder, provider)).isDirectory();
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
