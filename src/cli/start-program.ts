import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Program } from '../commands/run';
import { Fault, quote } from '../diagnostics';
import { Masker } from '../values/mask/masker';
import type { Io } from './io';

/** What a shell answers: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02 */
const notFound = 127;
const notExecutable = 126;
const signalled = 128;

/** Left to Node, SIGUSR1 would open a debugger that others on this machine can reach, in a process that holds values. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH', 'SIGUSR1', 'SIGUSR2'] as const;
/** A terminal sends these to the program as well, which must not get them twice: a second Ctrl-C means more than one. */
const ofTerminal: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

/**
 * Starts a program on the terminal, the input and the output of this process and waits for its end. Signals that come here go to
 * it. With something to hide, its output comes through pipes.
 *
 * @returns its exit code; 128 and the number of the signal that ended it; 127 or 126 where it cannot be started
 */
export async function startProgram(
  { command, env, values, hidden }: Program,
  io: Pick<Io, 'stdin' | 'stdout' | 'stderr'>,
): Promise<number> {
  const [name = '', ...args] = command;
  if (name === '') return notStarted({ code: 'ENOENT', syscall: 'spawn' }, name, io);
  const all = { ...env };
  for (const [target, value] of values) all[target] = value.reveal();
  const output = hidden === null ? 'inherit' : 'pipe';
  let stopPassing = (): void => undefined;
  try {
    const child = spawn(name, args, { env: all, stdio: ['inherit', output, output] });
    stopPassing = passSignals(child, hasTerminal(io));
    const ended = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
    if (hidden !== null) {
      pipeMasked(child.stdout, io.stdout, new Masker(hidden));
      pipeMasked(child.stderr, io.stderr, new Masker(hidden));
    }
    const [code, signal] = await ended;
    return code ?? signalled + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    return notStarted(error, name, io);
  } finally {
    stopPassing();
  }
}

/** Also where one of the streams goes elsewhere: what a terminal sends reaches everything that was started from it. */
const hasTerminal = ({ stdin, stdout, stderr }: Pick<Io, 'stdin' | 'stdout' | 'stderr'>): boolean =>
  [stdin, stdout, stderr].some(({ isTTY }) => isTTY === true);

function passSignals(child: ChildProcess, fromTerminal: boolean): () => void {
  const listeners = passedOn.map((signal) => {
    const pass = (): void => {
      if (!fromTerminal || !ofTerminal.has(signal)) child.kill(signal);
    };
    process.on(signal, pass);
    return () => process.removeListener(signal, pass);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}

function pipeMasked(from: Readable | null, to: Io['stdout'], masker: Masker): void {
  const show = (bytes: Uint8Array): void => {
    if (bytes.length === 0 || to.write(bytes) !== false) return;
    from?.pause();
    to.once?.('drain', () => from?.resume());
  };
  from?.on('data', (chunk: Uint8Array) => show(masker.write(chunk)));
  from?.once('end', () => show(masker.end()));
  // Whoever reads our output has stopped: so that the program learns of it, nobody reads its own any more.
  to.once?.('error', () => from?.destroy());
}

function notStarted(error: unknown, name: string, { stderr }: Pick<Io, 'stderr'>): number {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) throw error;
  const say = (why: string): unknown => stderr.write(`fanout: ${quote(name)} ${why}\n`);
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) {
    say('is no program that can be found: write its path, or look at PATH');
    return notFound;
  }
  if (['EACCES', 'ENOEXEC', 'ELOOP'].includes(code)) {
    say('cannot be executed: it is no program, or you may not run it');
    return notExecutable;
  }
  throw new Fault(
    code === 'E2BIG'
      ? 'The values are more than the environment of a process can hold: take only some of them with --only'
      : `${quote(name)} cannot be started (${code})`,
  );
}
