import { createDiagnostic, type Diagnostic, Fault } from '../../diagnostics';
import { decode, type Unreadable } from '../decode';
import { environmentFolder, manifestPath, mappingFolder, sortOut } from '../layout';
import { tooLarge, type WorkspaceFiles } from '../read-files';
import { blobs } from './blobs';
import type { Repository } from './repository';
import { askGit } from './run-git';

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  /** In bytes; not a number where it is no file. */
  readonly size: number;
}

/**
 * Reads the files of a workspace out of a commit, without a checkout: to the same result as reading them from the disk,
 * but that a link is followed through the whole repository.
 */
export function readCommit(repository: Repository, commit: string): WorkspaceFiles {
  const entries = listWorkspace(repository, commit);
  const faults: Diagnostic[] = [];
  const unreadable = (file: string, why: Unreadable): void => {
    faults.push(createDiagnostic('unreadable-file', { file, ...why }, { file, offset: 0, length: 0 }));
  };
  for (const folder of [mappingFolder, environmentFolder]) {
    if (entries.has(folder))
      unreadable(folder, { reason: 'a file stands where a folder should be', remedy: 'Make it a folder.' });
  }
  const sorted = sortOut([...entries.keys()]);
  faults.push(...sorted.faults);
  const wanted = new Map<string, string>();
  for (const file of sorted.read) {
    const entry = entries.get(file);
    if (entry === undefined) continue;
    const why = unfit(entry);
    if (why !== undefined) unreadable(file, why);
    else wanted.set(file, entry.mode === link ? `${commit}:${repository.prefix}${file}` : entry.id);
  }
  const texts = new Map<string, string>();
  const read = blobs(repository, [...wanted.values()]);
  for (const [index, file] of [...wanted.keys()].entries()) {
    const bytes = read[index];
    const text = bytes === undefined ? strayLink : decode(bytes);
    if (typeof text === 'string') texts.set(file, text);
    else unreadable(file, text);
  }
  return { texts, faults };
}

/** Mode of a symbolic link. */
const link = '120000';

const strayLink: Unreadable = {
  reason: 'it is a symbolic link that leads out of the repository or nowhere',
  remedy: 'Put the file itself in its place.',
};

function unfit({ mode, type, size }: TreeEntry): Unreadable | undefined {
  if (type !== 'blob')
    return { reason: 'a folder stands where a file should be', remedy: 'Move the folder elsewhere.' };
  return mode === link ? undefined : tooLarge(size);
}

/** What stands in a workspace on a commit, by its path in the workspace. */
function listWorkspace(repository: Repository, commit: string): ReadonlyMap<string, TreeEntry> {
  const { prefix } = repository;
  if (/[\r\n]/.test(prefix))
    throw new Fault('A workspace in a folder whose name holds a line end is not compared.');
  const paths = [
    manifestPath,
    mappingFolder,
    `${mappingFolder}/`,
    environmentFolder,
    `${environmentFolder}/`,
  ];
  const { code, stdout } = askGit(repository, [
    'ls-tree',
    '-l',
    '-z',
    '--full-tree',
    commit,
    '--',
    ...paths.map((path) => `${prefix}${path}`),
  ]);
  if (code !== 0) throw new Fault('git could not list the files of the base: is the clone complete?');
  const entries = new Map<string, TreeEntry>();
  for (const line of stdout.toString('utf8').split('\0')) {
    const [, mode = '', type = '', id = '', size = '', path = ''] =
      /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    const inWorkspace = path.slice(prefix.length);
    if (path === '' || (type === 'tree' && !inWorkspace.includes('/'))) continue;
    entries.set(inWorkspace, { mode, type, id, size: Number(size) });
  }
  return entries;
}
