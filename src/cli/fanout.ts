#!/usr/bin/env node
import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { exceptionText } from './describe-exception';
import { exitCodeOf } from './exit-code';
import { run } from './run';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads our output may stop reading (`fanout plan | head`): that is no fault.
    if (code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`fanout: the report cannot be written (${code})\n`);
    process.exit(exitCodeOf('failed'));
  });
}

// Node would print it with its message and everything that hangs on it, and the line of code that threw it.
process.on('uncaughtException', (exception) => {
  process.stderr.write(exceptionText(exception, process.env));
  process.exit(exitCodeOf('failed'));
});

run(process.argv.slice(2), {
  stdin: process.stdin,
  openTerminal,
  stdout: process.stdout,
  stderr: process.stderr,
  // A copy: what libraries are told through variables is not for the programs that are started.
  env: { ...process.env },
  cwd: process.cwd(),
  now: () => new Date(),
}).then(async (code) => {
  process.exitCode = code;
  // Output to a pipe may still be on its way.
  await Promise.all([process.stdout, process.stderr].map(written));
  // What goes on is nobody's any more, such as a search for AWS credentials that waits for a network.
  process.exit();
});

function openTerminal(): ReadStream | null {
  try {
    return new ReadStream(openSync('/dev/tty', 'r+'));
  } catch {
    return null;
  }
}

/** Resolves when everything that was handed to a stream has gone out, or never will. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
