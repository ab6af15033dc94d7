import { createReadStream } from 'node:fs';
import { Fault, quote } from '../diagnostics';

/** Reading stops beyond this, and says how much is too much. */
export interface Limit {
  readonly bytes: number;
  /** As in `larger than 5 MiB`. */
  readonly shown: string;
}

/**
 * Everything that comes in, up to a limit.
 *
 * @param what - how it is called, for the sentence
 * @throws Fault where it is more
 */
export async function readAll(
  stream: AsyncIterable<Uint8Array | string>,
  what: string,
  limit: Limit,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > limit.bytes)
      throw new Fault(`${what} is larger than ${limit.shown}; nothing has been written`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * @param file - absolute, or relative to the folder of this process; a pipe such as `<(command)` as well
 * @param typed - how somebody named it
 * @throws Fault where it cannot be read
 */
export async function readWholeFile(file: string, typed: string, limit: Limit): Promise<Uint8Array> {
  try {
    return await readAll(createReadStream(file), quote(typed), limit);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(
      code === 'EISDIR'
        ? `${quote(typed)} is a folder; nothing has been written: name a file`
        : `${quote(typed)} cannot be read (${code}); nothing has been written`,
    );
  }
}
