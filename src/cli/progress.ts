import type { SingleBar } from 'cli-progress';
import type { Output } from './io';

/** Told how much is done, of how much. */
export type Progress = (done: number, total: number) => void;

/** Fewer are done before anybody could read how far it is. */
const worthShowing = 10;

/**
 * A bar that is gone when all is done; nothing at all where there is no terminal.
 *
 * @param label - what is done, such as `Decrypting`
 */
export function progressOn(output: Output, label: string): Progress {
  let bar: SingleBar | undefined;
  return (done, total) => {
    if (output.isTTY !== true || total < worthShowing) return;
    bar ??= start(output, label, total);
    bar.update(done);
    if (done < total) return;
    bar.stop();
    bar = undefined;
  };
}

function start(output: Output, label: string, total: number): SingleBar {
  const progress = require('cli-progress') as typeof import('cli-progress');
  const bar = new progress.SingleBar({
    stream: output as NodeJS.WritableStream,
    format: `${label} {bar} {value}/{total}`,
    barsize: 30,
    barCompleteChar: '#',
    barIncompleteChar: '-',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
