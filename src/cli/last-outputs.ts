import { resolve } from 'node:path';
import type { StateOwner } from '../commands/stack-outputs';
import type { StackOutputs } from '../terraform';
import type { Session } from './session';

/**
 * What the last deploy of an environment has left behind: out of its state, by terraform, or out of a file.
 *
 * @param file - as somebody typed it; undefined for the state
 */
export function lastOutputs(
  { io, context }: Pick<Session, 'io' | 'context'>,
  file: string | undefined,
): (environment: StateOwner) => Promise<StackOutputs> {
  return async (environment) => {
    if (file !== undefined) {
      const { readOutputsFile } =
        require('../commands/drift/outputs-file') as typeof import('../commands/drift/outputs-file');
      return readOutputsFile(resolve(io.cwd, file), file);
    }
    const { readStackOutputs } =
      require('../commands/stack-outputs') as typeof import('../commands/stack-outputs');
    return readStackOutputs(context, environment);
  };
}
