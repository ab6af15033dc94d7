import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type { Io } from '../../src/cli/io';
import { confirmer, valueReader } from '../../src/cli/read-value';
import { FakeTerminal } from './support/fake-terminal';

const io = (input: Iterable<Uint8Array>, isTTY = false): Pick<Io, 'stdin' | 'stderr' | 'cwd'> => ({
  cwd: tmpdir(),
  stdin: Object.assign(Readable.from(input), { isTTY }) as unknown as Io['stdin'],
  stderr: { isTTY, write: () => undefined },
});
const bytes = [Buffer.from('a\0'), Buffer.from([0xff, 0x0a])];
const read = (from: Pick<Io, 'stdin' | 'stderr' | 'cwd'>, fromFile?: string) =>
  valueReader(from, { fromFile, question: 'x' })();

describe('where a value comes from', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fanout-read-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('GIVEN standard input THEN every byte of it is read', async () => {
    expect(Buffer.from(await read(io(bytes)))).toEqual(Buffer.concat(bytes));
  });

  test('GIVEN a file THEN every byte of it is read, and standard input is not', async () => {
    writeFileSync(join(folder, 'value'), Buffer.concat(bytes));
    expect(Buffer.from(await read(io([Buffer.from('no')]), join(folder, 'value')))).toEqual(
      Buffer.concat(bytes),
    );
  });

  test.each([
    ['no file', 'missing', /"[^"]*missing" cannot be read \(ENOENT\)/],
    ['a folder', '.', /is a folder; nothing has been written/],
  ])('GIVEN %s THEN it says so', async (_, name, says) => {
    await expect(read(io([]), join(folder, name))).rejects.toThrow(says);
  });

  test('GIVEN the name of a file THEN it is looked for in the current folder, and told as it was typed', async () => {
    writeFileSync(join(folder, 'value'), 'a');
    expect(Buffer.from(await read({ ...io([]), cwd: folder }, 'value'))).toEqual(Buffer.from('a'));
    await expect(read({ ...io([]), cwd: folder }, 'missing')).rejects.toThrow(/^"missing" cannot be read/);
  });

  test('GIVEN input without end THEN it is given up', async () => {
    function* endless(): Generator<Uint8Array> {
      for (;;) yield Buffer.alloc(65_536, 'a');
    }
    await expect(read(io(endless()))).rejects.toThrow('Standard input is larger than any value can be');
  });

  test('GIVEN no terminal THEN nobody can be asked', () => {
    expect([confirmer(io([])), typeof confirmer(io([], true))]).toEqual([null, 'function']);
    const openTerminal = () => new FakeTerminal([]).terminal.input as Io['stdin'];
    expect(confirmer({ ...io([]), openTerminal })).toBeNull();
    expect(confirmer({ ...io([]), stderr: io([], true).stderr, openTerminal: () => null })).toBeNull();
  });

  test('GIVEN a value that is piped in on a terminal THEN the person there is asked, and the pipe is not read', async () => {
    const { terminal } = new FakeTerminal(['y\r']);
    const piped = { ...io(bytes), stderr: { isTTY: true, write: () => undefined } };
    const confirm = confirmer({ ...piped, openTerminal: () => terminal.input as Io['stdin'] });
    expect(await confirm?.('Sure?')).toBe(true);
    expect(Buffer.from(await read(piped))).toEqual(Buffer.concat(bytes));
  });

  test('GIVEN a value that is piped in late WHEN it is read afterwards THEN whoever gives it has the terminal first', async () => {
    const fake = new FakeTerminal(['y\r'], ['n\r']);
    const stdin = Object.assign(new PassThrough(), { isTTY: false }) as unknown as Io['stdin'] & PassThrough;
    const openTerminal = () => fake.terminal.input as Io['stdin'];
    const confirm = confirmer({ stdin, stderr: fake.terminal.output, openTerminal }, true);
    const answer = confirm?.('Sure?');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fake.printed).toBe('');
    stdin.end('late');
    expect([await answer, await confirm?.('Really?')]).toEqual([true, false]);
    expect(Buffer.from(await read({ ...io([]), stdin })).toString()).toBe('late');
  });
});
