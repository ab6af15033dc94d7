import type { RawValue } from '../values/check-value';
import type { Io } from './io';
import { UsageError } from './outcome';
import { readStandardInput, valueReader } from './read-value';
import { parseValuesObject } from './values-object';

/**
 * How the values of some names come in: one as it is; several as a JSON object from standard input, or, where that is a
 * terminal, one after the other from a hidden prompt.
 *
 * @throws UsageError where a name stands there twice, or a file is named for several
 */
export function valuesReader(
  io: Pick<Io, 'stdin' | 'stderr' | 'cwd'>,
  options: {
    readonly environment: string;
    readonly names: readonly string[];
    readonly fromFile: string | undefined;
  },
): () => Promise<ReadonlyMap<string, RawValue>> {
  const { environment, names, fromFile } = options;
  if (new Set(names).size < names.length)
    throw new UsageError('A name stands there twice: say each once, as it has one value');
  if (names.length > 1 && fromFile !== undefined)
    throw new UsageError(
      'A file holds the value of one name: set one after the other, or hand several over as a JSON object through standard input',
    );
  if (names.length > 1 && !io.stdin.isTTY)
    return async () => parseValuesObject(await readStandardInput(io.stdin), names);
  return async () => {
    const values = new Map<string, RawValue>();
    for (const name of names) {
      const read = valueReader(io, { fromFile, question: `${name} in ${environment}` });
      values.set(name, await read());
    }
    return values;
  };
}
