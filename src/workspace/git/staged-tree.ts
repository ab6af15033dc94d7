import { Fault } from '../../diagnostics';
import { headOf, type Repository } from './repository';
import { askGit, askLine } from './run-git';

/** A file whose staged text is not that of the last commit. */
export interface StagedFile {
  /** Path in the repository, with forward slashes. */
  readonly path: string;
  /** `100644`, `100755` or `120000` (a symbolic link). */
  readonly mode: string;
  /** Of its text, for git. */
  readonly id: string;
}

/**
 * The tree that a commit would have now. Makes the objects of its folders, as the commit itself does a moment later, and
 * nothing else.
 *
 * @throws Fault where the index cannot be committed
 */
export function stagedTree(repository: Repository): string {
  const tree = askLine(repository, ['write-tree', '--missing-ok']);
  if (tree === undefined) {
    throw new Fault(
      'The index of git cannot be committed as it is: resolve its conflicts and stage the files, or wait until another git is done.',
    );
  }
  return tree;
}

/** What a tree adds to the last commit or has in another form. A renamed file counts as added under its new name. */
export function stagedFiles(repository: Repository, tree: string): readonly StagedFile[] {
  const base = headOf(repository) ?? emptyTree(repository);
  const { code, stdout } = askGit(repository, [
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-abbrev',
    '--diff-filter=AMT',
    base,
    tree,
  ]);
  if (code !== 0) throw new Fault('git could not list what is staged: is the clone complete?');
  // `:OLDMODE NEWMODE OLDID NEWID STATUS`, NUL, the path, NUL.
  const fields = stdout.toString('utf8').split('\0');
  const files: StagedFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , id = ''] = fields[at]?.split(' ') ?? [];
    if (mode !== submodule) files.push({ path: fields[at + 1] ?? '', mode, id });
  }
  return files;
}

/** Another repository, whose commits have been looked at there. */
const submodule = '160000';

/** Its id is another one where the repository hashes with SHA-256. */
function emptyTree(repository: Repository): string {
  const id = askLine(repository, ['hash-object', '-t', 'tree', '--stdin']);
  if (id === undefined) throw new Fault('git could not begin a comparison with nothing.');
  return id;
}
