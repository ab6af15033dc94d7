import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../src/cli/run';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What comes in. @default - nothing */
  readonly stdin?: string;
  /** Of stdout and stderr. @default - no terminal */
  readonly columns?: number;
  readonly isTTY?: boolean;
}

/** Runs the command line in this process. Nothing of the real environment reaches it. */
export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const { columns, isTTY } = options;
  const terminal = {
    ...(columns === undefined ? {} : { columns }),
    ...(isTTY === undefined ? {} : { isTTY }),
  };
  const code = await run(argv, {
    stdin: Readable.from([options.stdin ?? '']) as unknown as NodeJS.ReadStream,
    stdout: { write: (text) => (stdout += text), ...terminal },
    stderr: { write: (text) => (stderr += text), ...terminal },
    env: options.env ?? {},
    cwd: options.cwd ?? tmpdir(),
    now: () => new Date('2026-11-22T10:00:00Z'),
  });
  return { code, stdout, stderr };
}

const folders: string[] = [];

/** Writes files into a new temporary folder. */
export function folderOf(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-cli-'));
  folders.push(folder);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Removes the folders that were made; for `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
