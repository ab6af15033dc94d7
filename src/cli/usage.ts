import { type Diagnostic, escapeInvisible } from '../diagnostics';
import { UsageError } from './outcome';

/** Ends the command where its arguments name what does not exist. @param before - what else is to be known then */
export function refuseMisuse(misuse: readonly Diagnostic[], before = ''): void {
  if (misuse.length > 0) {
    throw new UsageError(before + misuse.map(({ message, hint }) => `${message}. ${hint}`).join('\n'));
  }
}

/** What commander says about a wrong command line; without the value of an unknown option, which could be anything. */
export function describeUsage(message: string): string {
  const [fault = '', ...suggestion] = message.replace(/^error: /, '').split('\n');
  const masked = fault.replace(/^(unknown option '(?:--[^=]*|-[^-])).*'$/s, "$1'");
  const [, option = ''] = /^unknown option '(.*)'$/s.exec(masked) ?? [];
  // What is wrong with an option that is known is its value.
  if (suggestion.includes(`(Did you mean ${option}?)`))
    return escapeInvisible(`option '${option}' takes no value`);
  return escapeInvisible([masked, ...suggestion].join(' '));
}
