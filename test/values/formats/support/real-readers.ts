import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Texts } from '../../../../src/values/formats';

/** Hands a file with this text to a reader, and removes it. */
export async function withFile<T>(text: string, read: (file: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-format-'));
  try {
    writeFileSync(join(folder, 'values'), text);
    return await read(join(folder, 'values'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same for a reader that looks for `.env` in a folder. */
export function withEnvFile(text: string, read: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-format-'));
  try {
    writeFileSync(join(folder, '.env'), text);
    read(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const isThere = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Runs a program of Python on a JSON text; undefined where this machine has not got the module. */
function python<I, O>(module: string, expression: string): ((input: I) => O) | undefined {
  if (!isThere('python3', ['-c', `import ${module}`])) return undefined;
  const program = `import io, json, sys, ${module}\ninput = json.load(sys.stdin)\nprint(json.dumps(${expression}))`;
  return (input) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONIOENCODING: 'utf-8' };
    const options = { env, input: JSON.stringify(input), encoding: 'utf8', stdio: 'pipe' } as const;
    return JSON.parse(execFileSync('python3', ['-c', program], options)) as O;
  };
}

type Read = Readonly<Record<string, string | null>>;

/** What python-dotenv reads from each of these files. Python's own text files have universal line ends. */
export const pythonDotenv = python<readonly string[], readonly Read[]>(
  'dotenv',
  '[dotenv.dotenv_values(stream=io.StringIO(each, newline=None)) for each in input]',
);
export const pyYaml = python<string, Read>('yaml', 'yaml.safe_load(input)');

/** The shells of this machine that read what POSIX says. */
export const shells = ['sh', 'dash', 'bash', 'ksh', 'zsh'].filter((shell) => isThere(shell, ['-c', 'true']));

/** The environment of a process that a shell starts when it has sourced the file. */
export function sourced(shell: string, text: string, options = ''): Promise<Texts> {
  return withFile(text, (file) => {
    const script = `${options} . "$1"; exec "$2" -e 'process.stdout.write(JSON.stringify(process.env))'`;
    const output = execFileSync(shell, ['-c', script, shell, file, process.execPath], {
      env: {},
      encoding: 'utf8',
      // On a socket, bash would read what a person has it do at the start.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Map(Object.entries(JSON.parse(output) as Record<string, string>));
  });
}
