import { Readable } from 'node:stream';
import type { Io } from '../../src/cli/io';
import { valuesReader } from '../../src/cli/read-values';
import { FakeTerminal } from './support/fake-terminal';

const options = (names: readonly string[], fromFile?: string) => ({ environment: 'dev', names, fromFile });
const piped = (text: string): Pick<Io, 'stdin' | 'stderr' | 'cwd'> => ({
  cwd: '/',
  stdin: Readable.from([text]) as unknown as Io['stdin'],
  stderr: { write: () => undefined },
});
const texts = (values: ReadonlyMap<string, Uint8Array | string>) =>
  [...values].map(([name, value]) => [name, Buffer.from(value).toString()]);

describe('where the values of names come from', () => {
  test('GIVEN a terminal THEN each name is asked for twice, one after the other, and nothing is shown', async () => {
    const fake = new FakeTerminal(['one\r'], ['one\r'], ['two\r'], ['two\r']);
    const { input, output } = fake.terminal;
    const stdin = Object.assign(input, { isTTY: true }) as unknown as Io['stdin'];
    const values = await valuesReader({ stdin, stderr: output, cwd: '/' }, options(['A', 'B']))();
    expect(texts(values)).toEqual([
      ['A', 'one'],
      ['B', 'two'],
    ]);
    expect(fake.printed.match(/[AB] in dev.*?: /g)).toEqual([
      'A in dev: ',
      'A in dev, again: ',
      'B in dev: ',
      'B in dev, again: ',
    ]);
    expect(fake.printed).not.toMatch(/one|two/);
  });

  test('GIVEN one name and standard input THEN all of it is the value', async () => {
    expect(texts(await valuesReader(piped('{"A": 1}\n'), options(['A']))())).toEqual([['A', '{"A": 1}\n']]);
  });

  test('GIVEN several names and standard input THEN it is a JSON object', async () => {
    expect(texts(await valuesReader(piped('{"B": "b", "A": "a"}'), options(['A', 'B']))())).toEqual([
      ['A', 'a'],
      ['B', 'b'],
    ]);
  });

  test('GIVEN a name twice, or a file for several THEN it is wrong usage, before anything is read', () => {
    expect(() => valuesReader(piped(''), options(['A', 'A']))).toThrow(/stands there twice/);
    expect(() => valuesReader(piped(''), options(['A', 'B'], 'x'))).toThrow(/holds the value of one name/);
  });
});
