import fs from 'node:fs';
import path from 'node:path';
import type { AccessPlan } from '../access';
import { Fault } from '../diagnostics';
import type { CommandContext } from './context';
import { type LoadedPlan, loadPlan } from './load-plan';

export interface AccessDocumentsOptions {
  /** Absolute path of the folder to write to. Made where it is missing. */
  readonly folder: string;
  readonly strict: boolean;
}

export interface AccessDocumentsResult extends LoadedPlan {
  /** Names of the files that were written, sorted. */
  readonly files: readonly string[];
}

/**
 * Writes every document for people to review and simulators to run on. They are written in spite of errors, which say
 * what is wrong with them.
 *
 * @throws Fault where the folder can't be written to
 */
export function accessDocuments(
  context: CommandContext,
  { folder, strict }: AccessDocumentsOptions,
): AccessDocumentsResult {
  const loaded = loadPlan(context, { environments: [], strict });
  if (loaded.access === null) return { ...loaded, files: [] };
  const files = documentFiles(loaded.access);
  try {
    fs.mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) fs.writeFileSync(path.join(folder, name), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Fault(`The documents cannot be written (${code}); name a folder that you may write to.`);
  }
  return { ...loaded, files: [...files.keys()].sort() };
}

/** The text of each document by the name of its file, and `principals.json`, which says whom they bind. */
function documentFiles({ documents, principals }: AccessPlan): ReadonlyMap<string, string> {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const bound = Object.values(principals).map(({ name, ...principal }) => {
    const { identity, boundary, trust } = principal;
    const names = [...identity, boundary, trust].filter((each) => each !== undefined);
    return [name, { ...principal, files: names.map((each) => `${each}.json`) }];
  });
  return new Map([
    ...Object.values(documents).map(({ name, document }): [string, string] => [
      `${name}.json`,
      text(document),
    ]),
    ['principals.json', text(Object.fromEntries(bound))],
  ]);
}
