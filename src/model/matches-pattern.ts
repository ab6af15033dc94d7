import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds. A pattern that somebody meant takes far less than one, also where the machine has much else to do. */
let patience = 2_048;
/** It is halved each time that it was not enough, down to this: many texts take hardly longer than a few. */
const leastPatience = 16;

const test = new Script('pattern.test(value)');
let context: Context | undefined;

/**
 * Whether all of a text matches a regular expression; `slow` where that is not known in time. A pattern such as `(a+)+` takes years for
 * some texts, and nothing else would happen until then. It is said of each text by itself: of another one the same pattern is judged at
 * once, so that what was corrected is taken.
 */
export function matchesPattern(pattern: string, value: string): boolean | 'slow' {
  context ??= createContext({});
  try {
    Object.assign(context, { pattern: new RegExp(`^(?:${pattern})$`, 'u'), value });
    return test.runInContext(context, { timeout: patience }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    patience = Math.max(patience / 2, leastPatience);
    return 'slow';
  } finally {
    Object.assign(context, { value: '' });
  }
}
