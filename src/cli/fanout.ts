#!/usr/bin/env node
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

run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
}).then((code) => {
  // Not process.exit: output to a pipe may still be on its way.
  process.exitCode = code;
});
