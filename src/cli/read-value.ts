import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Io } from './io';
import { promptConfirm, promptHidden } from './prompt';
import { readAll, readWholeFile } from './read-all';

/** More than any value may have: what is longer is not read to its end. */
const largest = { bytes: 1024 * 1024, shown: 'any value can be' };

/** How a value comes in: from a file, from standard input, or, where that is a terminal, from a hidden prompt. */
export function valueReader(
  { stdin, stderr, cwd }: Pick<Io, 'stdin' | 'stderr' | 'cwd'>,
  options: { readonly fromFile: string | undefined; readonly question: string },
): () => Promise<Uint8Array> {
  const { fromFile, question } = options;
  if (fromFile !== undefined) return () => readWholeFile(resolve(cwd, fromFile), fromFile, largest);
  if (stdin.isTTY) return () => promptHidden({ input: stdin, output: stderr }, question);
  return () => readStandardInput(stdin);
}

export const readStandardInput = (stdin: Io['stdin']): Promise<Uint8Array> =>
  readAll(stdin, 'Standard input', largest);

/**
 * Asks on the terminal, also where a value is piped in; null where there is none to ask on.
 *
 * @param isRead - whether a value is read from standard input afterwards: whoever gives it (`pass show x | fanout set …`)
 * may itself ask something on that terminal, and goes first
 */
export function confirmer(
  { stdin, stderr, openTerminal }: Pick<Io, 'stdin' | 'stderr' | 'openTerminal'>,
  isRead = false,
): ((question: string) => Promise<boolean>) | null {
  if (stderr.isTTY !== true) return null;
  const input = stdin.isTTY ? stdin : (openTerminal?.() ?? null);
  if (input === null) return null;
  let given: Promise<unknown> | undefined;
  return async (question) => {
    if (isRead && !stdin.isTTY) given ??= once(stdin, 'readable');
    await given;
    return promptConfirm({ input, output: stderr }, question);
  };
}
