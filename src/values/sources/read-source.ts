import { list, nearest, quote } from '../../diagnostics';
import { secretShape } from '../../model/secret-shape';
import { parseTfvars } from '../formats/read-tfvars';
import { tfvarsVariable } from '../formats/tfvars';
import { SecretValue } from '../secret-value';
import { readDotenvSource } from './read-dotenv-source';
import { readJsonSource } from './read-json-source';
import {
  oneFault,
  type ReadSource,
  type SourceData,
  type SourceFault,
  type SourceFormat,
  type SourceMap,
} from './source';

/** Values by the name that the source has for them; null where it has none for it. */
export type SourceValues = ReadonlyMap<string, SecretValue | null>;

export interface SourceOptions {
  readonly format: SourceFormat;
  /** Where in the source the values stand, by the keys that lead there; without it the map `environment_secrets` of Terraform, or all. */
  readonly path: readonly string[] | null;
}

/**
 * Takes a source apart.
 *
 * @returns faults where anything of it cannot be taken as text: then nothing of it is
 */
export function readSource(
  bytes: Uint8Array,
  { format, path }: SourceOptions,
): { readonly values: SourceValues } | { readonly faults: readonly SourceFault[] } {
  const text = decode(bytes);
  if (text === undefined) return oneFault(null, 'This is not UTF-8 text');
  const read = readers[format](text);
  if ('faults' in read) return read;
  const found = path === null ? ofTerraform(read.data, format) : descend(read.data, path);
  return 'faults' in found ? found : textsOf(found.data);
}

const readers: Readonly<Record<SourceFormat, (text: string) => ReadSource>> = {
  dotenv: readDotenvSource,
  json: readJsonSource,
  tfvars: (text) => {
    if (/^\s*\{/.test(text)) return readJsonSource(text);
    const read = parseTfvars(text);
    return 'values' in read
      ? { data: read.values }
      : oneFault(read.line, `This cannot be read: ${read.reason}`);
  },
};

function ofTerraform(data: SourceMap, format: SourceFormat): ReadSource {
  const secrets = format === 'tfvars' ? data.get(tfvarsVariable) : undefined;
  return { data: isMap(secrets) ? secrets : data };
}

function descend(data: SourceMap, path: readonly string[]): ReadSource {
  let here: SourceData = data;
  for (const [depth, key] of path.entries()) {
    const next: SourceData | undefined = isMap(here) ? here.get(key) : undefined;
    if (next === undefined) {
      const there = isMap(here) ? [...here.keys()].filter(isShowable) : [];
      const near = nearest(key, there);
      const instead =
        near === undefined
          ? `there is ${list(there.slice(0, 10)) || 'nothing'}`
          : `do you mean ${quote(near)}?`;
      const where = depth === 0 ? 'The source' : quote(path.slice(0, depth).join('.'));
      return oneFault(null, `${where} has no ${quote(key)}: ${instead}`);
    }
    here = next;
  }
  return isMap(here) ? { data: here } : oneFault(null, `${quote(path.join('.'))} is no map of names`);
}

function textsOf(
  data: SourceMap,
): { readonly values: SourceValues } | { readonly faults: readonly SourceFault[] } {
  const nested = [...data].filter(([, value]) => typeof value === 'object' && value !== null);
  if (nested.length === 0)
    return {
      values: new Map(
        [...data].map(([key, value]) => [key, value === null ? null : new SecretValue(String(value))]),
      ),
    };
  return {
    faults: nested.map(([key, value]) => ({
      line: null,
      message: isMap(value)
        ? `${shownKey(key)} is a map of names, and not a value: say which one is meant with --path, or write what is to stay JSON as a text`
        : `${shownKey(key)} is a list, and not a text`,
    })),
  };
}

const isMap = (data: SourceData | undefined): data is SourceMap => data instanceof Map;

/** What somebody put in the place of a name could be a value. */
export const isShowable = (key: string): boolean =>
  /^[A-Za-z_][\w.-]{0,63}$/.test(key) && secretShape(key) === undefined;

export const shownKey = (key: string): string => (isShowable(key) ? quote(key) : 'A key that is no name');

/** Without a byte-order mark. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
