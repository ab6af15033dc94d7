import { types } from 'node:util';
import { BrokenOff, escapeInvisible, Fault } from '../diagnostics';

/**
 * An exception in one sentence. Only the messages of our own faults and of the operating system are shown: that of any
 * other could quote what was read.
 */
export function describeException(exception: unknown): string {
  if (exception instanceof Fault || exception instanceof BrokenOff) return escapeInvisible(exception.message);
  if (isSystemError(exception)) return escapeInvisible(describeSystemError(exception));
  const kind = types.isNativeError(exception) ? exception.name : typeof exception;
  return `an unexpected ${escapeInvisible(kind)}, which is a fault of fanout itself; FANOUT_DEBUG=1 shows where`;
}

/** What is printed of an exception that ends the process; with `FANOUT_DEBUG=1` also where it came from. */
export function exceptionText(exception: unknown, env: NodeJS.ProcessEnv): string {
  const frames = env.FANOUT_DEBUG === '1' && types.isNativeError(exception) ? framesOf(exception) : [];
  return [`fanout: ${describeException(exception)}`, ...frames].map((line) => `${line}\n`).join('');
}

/** A stack begins with the message, which stays out of it here as well. */
function framesOf({ message, stack = '' }: Error): string[] {
  const at = stack.indexOf(message);
  const behind = at === -1 ? stack : stack.slice(at + message.length);
  return behind.split('\n').filter((line) => line.startsWith('    at '));
}

/** Node begins with the code and ends with the path, and people want it the other way round. */
function describeSystemError({ code, path, message }: NodeJS.ErrnoException): string {
  const [, reason] = /^[A-Z0-9]+: ([^,]+), /.exec(message) ?? [];
  return path === undefined || reason === undefined ? message : `"${path}": ${reason} (${code})`;
}

function isSystemError(exception: unknown): exception is NodeJS.ErrnoException {
  return types.isNativeError(exception) && 'syscall' in exception && 'code' in exception;
}
