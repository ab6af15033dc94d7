import { withFaults, withoutFaults } from '../../../src/values/editing/fault-lines';
import { SecretValue } from '../../../src/values/secret-value';

const text = new SecretValue('# header\nA: x\nB: y\n');
const faults = [
  { line: 2, message: 'A is wrong' },
  { line: null, message: 'AWS does not answer' },
];

describe('what is wrong, above the text', () => {
  test('WHEN it is put there THEN each fault names the line that is its own now, and the text follows', () => {
    const lines = withFaults(text, faults).reveal().split('\n');
    expect(lines.slice(2, 4)).toEqual(['#! line 6: A is wrong', '#! AWS does not answer']);
    expect(lines[6 - 1]).toBe('A: x');
    expect(lines.slice(0, 4).every((line) => line.startsWith('#! '))).toBe(true);
    expect(lines.slice(4).join('\n')).toBe(text.reveal());
  });

  test('WHEN it is taken away THEN the text is what it was, also where somebody took a part away', () => {
    const shown = withFaults(text, faults);
    expect(withoutFaults(shown).reveal()).toBe(text.reveal());
    expect(withoutFaults(new SecretValue(shown.reveal().replace(/^#!.*\n/, ''))).reveal()).toBe(
      text.reveal(),
    );
    expect(withoutFaults(text).reveal()).toBe(text.reveal());
    expect(withoutFaults(new SecretValue('#! left\r\nA: x\r\n')).reveal()).toBe('A: x\r\n');
  });
});
