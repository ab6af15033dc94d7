import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds. A pattern that somebody meant takes far less than one. */
const patience = 2_000;

const test = new Script('pattern.test(value)');
let context: Context | undefined;
const slow = new Set<string>();

/**
 * Whether all of a text matches a regular expression; `slow` where that is not known in time, which is tried once for each pattern.
 * One such as `(a+)+` takes years for some texts, and nothing else would happen until then.
 */
export function matchesPattern(pattern: string, value: string): boolean | 'slow' {
  if (slow.has(pattern)) return 'slow';
  context ??= createContext({});
  try {
    Object.assign(context, { pattern: new RegExp(`^(?:${pattern})$`, 'u'), value });
    return test.runInContext(context, { timeout: patience }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    slow.add(pattern);
    return 'slow';
  } finally {
    Object.assign(context, { value: '' });
  }
}
