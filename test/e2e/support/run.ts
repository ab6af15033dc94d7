import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
  /** @default - two minutes; the process is killed then and its code is 137 */
  readonly timeout?: number;
  /** Ends the process when it fires, as a lost machine would. */
  readonly kill?: AbortSignal;
}

/** Runs a program to its end, whatever its exit code. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: 'pipe' });
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(kill, options.timeout ?? 120_000);
    options.kill?.addEventListener('abort', kill);
    const streams = { stdout: '', stderr: '', output: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        streams[name] += text;
        streams.output += text;
      });
    }
    // A program that ends without reading its input is no fault of the caller.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 137, ...streams });
    });
  });
}
