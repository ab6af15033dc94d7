import { spawn } from 'node:child_process';
import { BrokenOff } from '../diagnostics';
import { TerraformFault } from './terraform-fault';

export interface Terraform {
  /** Name or path of the program. */
  readonly binary: string;
  readonly env: NodeJS.ProcessEnv;
  /** Fires when this process is asked to end: terraform is asked then as well, and waited for. */
  readonly interrupted: AbortSignal;
}

export interface TerraformRan {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs terraform to its end, whatever its exit code. Without a shell, and without anything to read from.
 *
 * @throws TerraformFault where there is no such program; BrokenOff where this process was asked to end meanwhile
 */
export function runTerraform(
  { binary, env, interrupted }: Terraform,
  folder: string,
  args: readonly string[],
): Promise<TerraformRan> {
  return new Promise((resolve, reject) => {
    if (interrupted.aborted) {
      reject(brokenOff());
      return;
    }
    // In a process group of its own, an interrupt of the terminal reaches it once: at a second one it lets go of locks.
    const child = spawn(binary, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const interrupt = (): void => void child.kill('SIGINT');
    const killAtExit = (): void => void child.kill('SIGKILL');
    interrupted.addEventListener('abort', interrupt);
    process.once('exit', killAtExit);
    const done = (settle: () => void): void => {
      interrupted.removeEventListener('abort', interrupt);
      process.removeListener('exit', killAtExit);
      settle();
    };
    const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (part: Buffer) => streams[name].push(part));
    child.once('error', (error: NodeJS.ErrnoException) => done(() => reject(notStarted(binary, error))));
    child.once('close', (code, signal) =>
      done(() => {
        if (interrupted.aborted) reject(brokenOff());
        else if (code === null) reject(new TerraformFault(`terraform was ended by ${signal ?? 'a signal'}`));
        else resolve({ code, stdout: textOf(streams.stdout), stderr: textOf(streams.stderr) });
      }),
    );
  });
}

const textOf = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8');
const brokenOff = (): BrokenOff => new BrokenOff('Broken off; nothing has been changed');

function notStarted(binary: string, { code }: NodeJS.ErrnoException): TerraformFault {
  if (code === 'ENOENT') {
    return new TerraformFault(
      `There is no program ${binary} here: install terraform 1.11 or newer, or name it with TERRAFORM_BINARY_NAME`,
    );
  }
  return new TerraformFault(`${binary} cannot be started: the system says ${code ?? 'no more'}`);
}
