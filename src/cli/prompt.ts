import type { ReadStream } from 'node:tty';
import { BrokenOff, Fault } from '../diagnostics';
import { HiddenLine, type LineState } from './hidden-line';
import type { Output } from './io';

/** A terminal that keys come from, and one that questions go to. */
export interface Terminal {
  readonly input: Pick<ReadStream, 'setRawMode' | 'on' | 'removeListener' | 'resume' | 'pause'>;
  readonly output: Output;
}

/** How long nothing must come behind the end of a line: nobody types that fast, so it would be more of a paste. */
const quiet = 40;

/**
 * Asks twice for a value that is not shown. Pasted line ends belong to it where the terminal tells a paste from typing.
 *
 * @throws BrokenOff where the person breaks off; Fault where the two differ, or where lines came in that belong to no answer
 */
export async function promptHidden(terminal: Terminal, question: string): Promise<Uint8Array> {
  const first = await ask(terminal, `${question}: `, () => '');
  const second = await ask(terminal, `${question}, again: `, () => '');
  if (first !== second) throw new Fault('The two values differ; nothing has been written');
  return Buffer.from(first, 'utf8');
}

/** Asks a person; anything but y or yes is a no. @throws BrokenOff */
export async function promptConfirm(terminal: Terminal, question: string): Promise<boolean> {
  const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer);
  return isYes(await ask(terminal, `${question} [y/N] `, (answer) => (isYes(answer) ? 'yes' : 'no')));
}

/**
 * Whatever happens, the terminal is left as it was found.
 *
 * @param show - what is shown of the answer when it is complete
 */
async function ask(
  { input, output }: Terminal,
  question: string,
  show: (answer: string) => string,
): Promise<string> {
  // Bracketed paste: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode
  const announcePastes = (on: boolean): string =>
    output.isTTY === true ? `\u001b[?2004${on ? 'h' : 'l'}` : '';
  output.write(announcePastes(true) + question);
  input.setRawMode(true);
  let shown = '';
  try {
    const answer = await readLine(input);
    shown = show(answer);
    return answer;
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write(`${shown}${announcePastes(false)}\n`);
  }
}

async function readLine(input: Terminal['input']): Promise<string> {
  const line = new HiddenLine();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const state = await new Promise<LineState>((resolve, reject) => {
    let settling: NodeJS.Timeout | undefined;
    const end = (settle: () => void): void => {
      clearTimeout(settling);
      input.removeListener('data', take);
      input.removeListener('end', stop);
      settle();
    };
    const take = (chunk: Uint8Array): void => {
      clearTimeout(settling);
      try {
        const now = line.feed(decoder.decode(chunk, { stream: true }));
        if (now === 'aborted') end(() => resolve(now));
        // What still comes must reach neither the next question nor the shell.
        else if (now !== 'typing') settling = setTimeout(() => end(() => resolve(now)), quiet);
      } catch {
        end(() => reject(new Fault('What was typed is not UTF-8; nothing has been written')));
      }
    };
    const stop = (): void => end(() => resolve('aborted'));
    input.on('data', take);
    input.on('end', stop);
    input.resume();
  });
  if (state === 'aborted') throw new BrokenOff('Broken off; nothing has been written');
  if (state === 'done') return line.text;
  throw new Fault(
    'Several lines came in at once; nothing has been written: hand a value of several lines over through a file or standard input',
  );
}
