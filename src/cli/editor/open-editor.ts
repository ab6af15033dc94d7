import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor, SavedText } from '../../commands/edit/edit-until-sound';
import { Fault, quote } from '../../diagnostics';
import { SecretValue } from '../../values/secret-value';
import { editorCommand, editorName, hasEditor } from './editor-command';
import { makePrivateFolder } from './private-folder';
import { wipe } from './wipe';

interface EditorOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Whether somebody sits at a terminal: their Ctrl-C is for the editor then. */
  readonly isTerminal: boolean;
  /** Name of the file, for the editor's title and its colours. */
  readonly file: string;
  /** Told where there is no file system in memory. */
  readonly note: (text: string) => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** What POSIX shells end with where a program is not there, or is none. */
const notFound = new Set([126, 127]);

/**
 * Makes a private folder in which an editor can be opened, again and again, until it is closed. However the process
 * ends, but for `kill -9`, what is in the folder is overwritten and removed; the next one removes what `kill -9` left.
 *
 * @throws Fault where there is neither an editor nor a terminal for vi
 */
export function openEditor({ env, isTerminal, file, note }: EditorOptions): Editor {
  if (!hasEditor(env) && !isTerminal)
    throw new Fault('There is no terminal to edit on: name an editor that needs none in VISUAL or EDITOR');
  const folder = makePrivateFolder(env);
  if (!folder.inMemory)
    note(
      `There is no file system in memory here: until the editor is closed, the values stand in ${folder.path}\n`,
    );
  const path = join(folder.path, file);
  let running: ChildProcess | undefined;
  const leave = (): void => wipe(folder.path);
  const die = (signal: NodeJS.Signals): void => {
    const isForEditor = signal === 'SIGINT' || signal === 'SIGQUIT';
    if (running !== undefined && isTerminal && isForEditor) return;
    leave();
    running?.kill(signal);
    stopListening();
    process.kill(process.pid, signal);
  };
  const stopListening = (): void => {
    for (const signal of signals) process.removeListener(signal, die);
    process.removeListener('exit', leave);
  };
  for (const signal of signals) process.on(signal, die);
  process.on('exit', leave);
  return {
    edit: async (text) => {
      writeFileSync(path, text.reveal(), { mode: 0o600 });
      running = startEditor(env, path);
      const end = await endOf(running);
      running = undefined;
      const aborted = faultOf(end, env);
      return aborted === null ? readBack(path) : { aborted };
    },
    close: () => {
      stopListening();
      leave();
    },
  };
}

/** Its output goes where a person looks, also where a report is written into a file. */
function startEditor(env: NodeJS.ProcessEnv, path: string): ChildProcess {
  const stdout = process.stdout.isTTY ? 'inherit' : 2;
  return spawn('/bin/sh', ['-c', editorCommand(env), 'editor', path], {
    env,
    stdio: ['inherit', stdout, 'inherit'],
  });
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const endOf = (child: ChildProcess): Promise<End> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

/** @throws Fault where there is no such editor */
function faultOf({ code, signal }: End, env: NodeJS.ProcessEnv): string | null {
  const name = quote(editorName(env));
  if (code !== null && notFound.has(code))
    throw new Fault(`The editor ${name} could not be started: name one that is there in VISUAL or EDITOR`);
  if (signal !== null) return `the editor ${name} was ended by ${signal}`;
  return code === 0 ? null : `the editor ${name} ended with exit code ${code}`;
}

/** An editor that removed its file left it empty. What is no UTF-8 is read as what it most likely is, and not lost. */
function readBack(path: string): SavedText {
  const bytes = bytesOf(path);
  try {
    return {
      text: new SecretValue(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    };
  } catch {
    return {
      text: new SecretValue(new TextDecoder('windows-1252').decode(bytes)),
      doubt:
        'This was not saved as UTF-8. It was read as Windows-1252: look at every character that is no ASCII',
    };
  } finally {
    bytes.fill(0);
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
