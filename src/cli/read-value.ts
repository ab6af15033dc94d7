import { createReadStream } from 'node:fs';
import { Fault, quote } from '../diagnostics';
import type { Io } from './io';
import { promptConfirm, promptHidden } from './prompt';

/** More than any value may have: what is longer is not read to its end. */
const largest = 1024 * 1024;

/** How a value comes in: from a file, from standard input, or, where that is a terminal, from a hidden prompt. */
export function valueReader(
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
  options: { readonly fromFile: string | undefined; readonly question: string },
): () => Promise<Uint8Array> {
  const { fromFile, question } = options;
  if (fromFile !== undefined) return () => readValueFile(fromFile);
  if (stdin.isTTY) return () => promptHidden({ input: stdin, output: stderr }, question);
  return () => readStandardInput(stdin);
}

export const readStandardInput = (stdin: Io['stdin']): Promise<Uint8Array> =>
  readAll(stdin, 'Standard input');

/** Asks on the terminal; null where there is none to ask on. */
export function confirmer({
  stdin,
  stderr,
}: Pick<Io, 'stdin' | 'stderr'>): ((question: string) => Promise<boolean>) | null {
  if (!stdin.isTTY || stderr.isTTY !== true) return null;
  return (question) => promptConfirm({ input: stdin, output: stderr }, question);
}

/** @param file - absolute, or relative to the current folder; a pipe such as `<(command)` as well */
async function readValueFile(file: string): Promise<Uint8Array> {
  try {
    return await readAll(createReadStream(file), quote(file));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${quote(file)} cannot be read (${code}); nothing has been written`);
  }
}

async function readAll(stream: AsyncIterable<Uint8Array | string>, what: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > largest) throw new Fault(`${what} is larger than any value can be; nothing has been written`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
