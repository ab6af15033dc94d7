import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a process of its own ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Both streams. */
  readonly output: string;
}

export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs a script of the tests as a process of its own, so that it can be killed and can compete with others. */
export function startChild(
  script: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Child {
  const child = spawn(process.execPath, ['-r', join(__dirname, 'typescript.cjs'), script, ...args], {
    stdio: 'pipe',
    env: options.env ?? process.env,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, output })),
  );
  return { process: child, ended };
}
