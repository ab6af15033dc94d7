import fs from 'node:fs';
import path from 'node:path';
import { compareText, createDiagnostic, type Diagnostic, type SourceTexts } from '../diagnostics';
import { decode, type Unreadable } from './decode';
import { environmentFolder, manifestPath, mappingFolder, sortOut, unfinishedPath } from './layout';

const mebibyte = 1024 * 1024;
/** No workspace needs more: 5 MiB hold some 17,000 ciphertexts. */
const largest = 5 * mebibyte;

/** What stands on the disk: the texts of the files that can be read, and a fault for everything that can't. */
export interface WorkspaceFiles {
  readonly texts: SourceTexts;
  /** Each with the file, or the folder, as its place; what is only missing has none. */
  readonly faults: readonly Diagnostic[];
}

/** Reads a workspace folder, or says why it is none. This file alone reads them from the disk. */
export function readFiles(root: string): WorkspaceFiles | Diagnostic {
  const real = realFolder(root);
  if (typeof real !== 'string') return createDiagnostic('unreadable-file', { file: root, ...real }, null);
  const faults: Diagnostic[] = [];
  const unreadable = (file: string, why: Unreadable): void => {
    faults.push(createDiagnostic('unreadable-file', { file, ...why }, { file, offset: 0, length: 0 }));
  };
  const paths = [manifestPath];
  for (const folder of [mappingFolder, environmentFolder]) {
    const names = namesIn(real, folder);
    if (Array.isArray(names)) paths.push(...names.map((name) => `${folder}/${name}`));
    else if (names !== undefined) unreadable(folder, names);
  }
  const sorted = sortOut(paths);
  faults.push(...sorted.faults);
  if (fs.existsSync(path.join(real, unfinishedPath)))
    faults.push(createDiagnostic('unfinished-write', { file: unfinishedPath }, null));
  const texts = new Map<string, string>();
  for (const file of sorted.read) {
    const text = textOf(real, file);
    if (typeof text === 'string') texts.set(file, text);
    else if (text !== undefined) unreadable(file, text);
  }
  return { texts, faults };
}

const nameIt = 'Name the folder that holds fanout.yaml with --workspace DIR.';

function realFolder(root: string): string | Unreadable {
  try {
    const real = fs.realpathSync(root);
    if (fs.statSync(real).isDirectory()) return real;
    return { reason: 'it is not a folder', remedy: nameIt };
  } catch (error) {
    return (
      unreadableBy(error) ?? {
        reason: 'there is no such folder',
        remedy: nameIt,
      }
    );
  }
}

/** The names in one of our folders, sorted; undefined where there is no such folder. */
function namesIn(root: string, folder: string): string[] | Unreadable | undefined {
  try {
    const real = fs.realpathSync(path.join(root, folder));
    if (!isInside(root, real)) return leaving;
    if (!fs.statSync(real).isDirectory()) {
      return { reason: 'a file stands where a folder should be', remedy: 'Make it a folder.' };
    }
    return fs.readdirSync(real).sort(compareText);
  } catch (error) {
    return unreadableBy(error) ?? unreadableIfLinked(root, folder);
  }
}

/** A file's text; undefined where there is no such file. */
function textOf(root: string, file: string): string | Unreadable | undefined {
  try {
    const real = fs.realpathSync(path.join(root, file));
    if (!isInside(root, real)) return leaving;
    const stat = fs.statSync(real);
    if (stat.isDirectory()) {
      return { reason: 'a folder stands where a file should be', remedy: 'Move the folder elsewhere.' };
    }
    if (!stat.isFile())
      return { reason: 'it is no ordinary file', remedy: 'Put an ordinary file in its place.' };
    return tooLarge(stat.size) ?? decode(fs.readFileSync(real));
  } catch (error) {
    return unreadableBy(error) ?? unreadableIfLinked(root, file);
  }
}

/** @param size - in bytes */
export function tooLarge(size: number): Unreadable | undefined {
  if (size <= largest) return undefined;
  return {
    reason: `it is larger than ${largest / mebibyte} MiB`,
    remedy: 'Take out what does not belong into it.',
  };
}

const leaving: Unreadable = {
  reason: 'it is a symbolic link that leaves the workspace',
  remedy: 'Put the file itself in its place: only what stands in the workspace is read.',
};

function isInside(root: string, real: string): boolean {
  return real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

/** Nothing is there; unless a link is. */
function unreadableIfLinked(root: string, file: string): Unreadable | undefined {
  const found = fs.lstatSync(path.join(root, file), { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return { reason: 'it is a symbolic link that leads nowhere', remedy: 'Remove the link, or correct it.' };
}

/** The sentence for a fault of the file system; undefined where there is just nothing there. */
function unreadableBy(error: unknown): Unreadable | undefined {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return undefined;
    case 'EACCES':
    case 'EPERM':
      return { reason: 'you have no permission', remedy: 'Give yourself the right to read it.' };
    case 'ELOOP':
      return { reason: 'its symbolic links go round in a circle', remedy: 'Remove the link, or correct it.' };
    case 'ENOTDIR':
      return { reason: 'a file stands where a folder should be', remedy: 'Make it a folder.' };
    default:
      return { reason: `the system says ${code ?? 'no more'}`, remedy: 'Look at the disk that holds it.' };
  }
}
