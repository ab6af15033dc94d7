#!/usr/bin/env node
import { run } from './run';

/** Whoever reads our output may stop reading (`fanout plan | head`): that is no fault. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
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
