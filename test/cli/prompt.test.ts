import { promptConfirm, promptHidden } from '../../src/cli/prompt';
import { FakeTerminal } from './support/fake-terminal';

const canary = 'canary-61be';
const isInOrder = (fake: FakeTerminal): boolean =>
  fake.modes.at(-1) === false &&
  !fake.isReading &&
  fake.listenerCount('data') + fake.listenerCount('end') === 0 &&
  fake.printed.endsWith('\u001b[?2004l\n');

describe('a hidden prompt', () => {
  test('GIVEN the same value twice THEN it is the answer, and was never shown', async () => {
    const fake = new FakeTerminal([canary, '\r'], [`${canary}\r`]);
    const value = await promptHidden(fake.terminal, 'Value of DB_PASSWORD in dev');
    expect(Buffer.from(value).toString()).toBe(canary);
    expect(fake.printed.replaceAll('\u001b[?2004h', '').replaceAll('\u001b[?2004l', '')).toBe(
      'Value of DB_PASSWORD in dev: \nValue of DB_PASSWORD in dev, again: \n',
    );
    expect([fake.modes, isInOrder(fake)]).toEqual([[true, false, true, false], true]);
  });

  test('GIVEN a character that comes in two pieces THEN it is one', async () => {
    const bytes = Buffer.from('é');
    const fake = new FakeTerminal([bytes.subarray(0, 1), bytes.subarray(1), '\r'], ['é\r']);
    expect(Buffer.from(await promptHidden(fake.terminal, 'x')).toString()).toBe('é');
  });

  test.each<[what: string, answers: (string | Uint8Array)[][], says: RegExp]>([
    ['two values that differ', [[`${canary}\r`], [`${canary}x\r`]], /differ/],
    ['Ctrl-C', [[`${canary}\u0003`]], /Broken off/],
    ['Ctrl-C at the second question', [[`${canary}\r`], ['\u0003']], /Broken off/],
    ['several lines at once', [[`${canary}\rsecond\rthird\r`]], /Several lines/],
    ['several lines in quick pieces', [[`${canary}\r`, 'second\r', 'third\r']], /Several lines/],
    ['bytes that are no UTF-8', [[Buffer.from([0xe9, 0x0d])]], /not UTF-8/],
  ])('GIVEN %s THEN it says so without the value, and the terminal is in order', async (_, answers, says) => {
    const fake = new FakeTerminal(...answers);
    const error: unknown = await promptHidden(fake.terminal, 'x').catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(says);
    expect(`${error}${fake.printed}`).not.toContain(canary);
    expect(isInOrder(fake)).toBe(true);
  });

  test('GIVEN a terminal that goes away THEN it is as if broken off', async () => {
    const fake = new FakeTerminal([]);
    setTimeout(() => fake.emit('end'), 1);
    await expect(promptHidden(fake.terminal, 'x')).rejects.toThrow(/Broken off/);
    expect(isInOrder(fake)).toBe(true);
  });
});

describe('a question', () => {
  test.each<[answer: string, isYes: boolean]>([
    ['y\r', true],
    ['YES\r', true],
    [' y \r', true],
    ['\r', false],
    ['n\r', false],
    ['yesterday\r', false],
  ])('GIVEN %j THEN it means %p, and that is shown', async (answer, isYes) => {
    const fake = new FakeTerminal([answer]);
    expect(await promptConfirm(fake.terminal, 'Sure?')).toBe(isYes);
    expect(fake.printed).toContain(isYes ? '[y/N] yes' : '[y/N] no');
    expect(isInOrder(fake)).toBe(true);
  });

  test('GIVEN Ctrl-C THEN it is broken off', async () => {
    await expect(promptConfirm(new FakeTerminal(['\u0003']).terminal, 'Sure?')).rejects.toThrow(/Broken off/);
  });
});
