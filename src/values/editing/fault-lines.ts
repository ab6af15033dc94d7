import { SecretValue } from '../secret-value';
import type { EditFault } from './read-edit-text';

const mark = '#! ';

/** The text with what is wrong with it above it, as comments that name lines of the whole. */
export function withFaults(text: SecretValue, faults: readonly EditFault[]): SecretValue {
  const head = [
    'NOTHING HAS BEEN WRITTEN YET. Correct this, save and close the editor.',
    'To try again with the text as it is, take these lines away. To give up, change nothing.',
  ];
  const height = head.length + faults.length;
  const lines = [
    ...head,
    ...faults.map(({ line, message }) => (line === null ? message : `line ${line + height}: ${message}`)),
  ];
  return new SecretValue(lines.map((line) => `${mark}${line}\n`).join('') + text.reveal());
}

/** The text without what `withFaults` put above it, as far as that is still there. */
export function withoutFaults(text: SecretValue): SecretValue {
  return new SecretValue(text.reveal().replace(/^(?:#! ?[^\n]*(?:\n|$))+/, ''));
}
