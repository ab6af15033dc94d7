import { types } from 'node:util';
import { escapeInvisible, Fault } from '../diagnostics';

/**
 * An exception in one sentence. Only the messages of our own faults and of the operating system are shown: that of any
 * other could quote what was read.
 */
export function describeException(exception: unknown): string {
  if (exception instanceof Fault || isSystemError(exception)) return escapeInvisible(exception.message);
  const kind = types.isNativeError(exception) ? exception.name : typeof exception;
  return `an unexpected ${escapeInvisible(kind)}, which is a fault of fanout itself; FANOUT_DEBUG=1 shows where`;
}

function isSystemError(exception: unknown): exception is NodeJS.ErrnoException {
  return types.isNativeError(exception) && 'syscall' in exception && 'code' in exception;
}
