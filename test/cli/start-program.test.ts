import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../../src/cli/start-program';
import { SecretValue } from '../../src/values/secret-value';

const canary = 'canary-77e1-pässwörd';
const node = process.execPath;
const typescript = join(__dirname, '../values/support/typescript.cjs');
const script = join(__dirname, 'support/run-program.ts');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fanout-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param seen - is handed what came so far, and the process, each time that something comes */
function start(
  args: readonly string[],
  input = '',
  seen: (stdout: string, child: ReturnType<typeof spawn>) => void = () => undefined,
): Promise<Ran> {
  const child = spawn(node, ['-r', typescript, script, ...args], { stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    seen(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

const values = JSON.stringify({ TOKEN: canary });

describe('a program with values', () => {
  test('WHEN it runs THEN it has values, environment, input and output, and its exit code comes back', async () => {
    const program = `
      process.stdin.on('data', (text) => process.stdout.write(text));
      process.stdin.on('end', () => { console.log(process.env.TOKEN, 'PATH' in process.env); console.error('bad'); process.exitCode = 7; });`;
    const ran = await start([values, node, '-e', program, '--', '--flag'], 'typed\n');
    expect(ran).toEqual({ code: 7, stdout: `typed\n${canary} true\n`, stderr: 'bad\n' });
  });

  test('WHEN it runs THEN no value is in an argument of any process', async () => {
    const program = `
      const { readFileSync } = require('fs');
      for (const pid of ['self', process.ppid]) console.log(readFileSync('/proc/' + pid + '/cmdline', 'latin1').includes(process.env.TOKEN.slice(0, 6)));`;
    const { stdout } = await start(['{"TOKEN":"secret-value"}', node, '-e', program.replace('secret', '')]);
    // The test's own starter has it in its arguments, the program has not.
    expect(stdout.split('\n')[0]).toBe('false');
  });

  test.each<[signal: NodeJS.Signals, number: number]>([
    ['SIGTERM', 15],
    ['SIGKILL', 9],
  ])('GIVEN a program that %s ends WHEN it is over THEN 128 and the number', async (signal, number) => {
    const ran = await start([
      values,
      node,
      '-e',
      `process.kill(process.pid, '${signal}'); setTimeout(() => {}, 60000)`,
    ]);
    expect(ran.code).toBe(128 + number);
  });

  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH', 'SIGUSR1', 'SIGUSR2'])(
    'GIVEN %s WHEN it comes THEN the program gets it, once, and decides',
    async (signal) => {
      const program = `
        let count = 0;
        process.on('${signal}', () => { count += 1; setTimeout(() => { console.log('got', count); process.exit(5); }, 200); });
        console.log('ready'); setTimeout(() => {}, 60000);`;
      let sent = false;
      const ran = await start([values, node, '-e', program], '', (stdout, child) => {
        if (!sent && stdout.includes('ready')) sent = child.kill(signal);
      });
      expect(ran).toEqual({ code: 5, stdout: 'ready\ngot 1\n', stderr: '' });
    },
  );

  test.each([
    ['a terminal', ''],
    ['a terminal with input from elsewhere', ' </dev/null'],
  ])(
    'GIVEN %s WHEN Ctrl-C is pressed THEN the program gets it once: a second one would mean more',
    async (_, input) => {
      // util-linux: https://man7.org/linux/man-pages/man1/script.1.html
      if (spawnSync('script', ['--version'], { stdio: 'ignore' }).status !== 0) return;
      const program = join(folder, 'counting.js');
      writeFileSync(
        program,
        `let count = 0;
      process.on('SIGINT', () => { count += 1; setTimeout(() => { console.log('got ' + count + ' of ' + process.stdout.isTTY); process.exit(5); }, 200); });
      console.log('ready'); setTimeout(() => {}, 60000);`,
      );
      const words = [node, '-r', typescript, script, values, node, program].map((word) => `'${word}'`);
      // Without "exec" there is a shell in between, and which one, and what it makes of Ctrl-C, depends on the machine.
      const child = spawn('script', ['-qec', `exec ${words.join(' ')}${input}`, '/dev/null'], {
        stdio: 'pipe',
      });
      let shown = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (shown === '' && text.includes('ready')) child.stdin.write('\u0003');
        shown += text;
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect([code, shown]).toEqual([5, expect.stringContaining('got 1 of true')]);
    },
  );

  test.each([
    ['no name', ''],
    ['a path through a file', '/dev/null/program'],
    ['a name that is too long', 'p'.repeat(300)],
  ])(
    'GIVEN %s, which cannot be a program, WHEN it is started THEN 127, and one sentence',
    async (_, name) => {
      const ran = await start([values, name]);
      expect([ran.code, ran.stderr]).toEqual([
        127,
        expect.stringMatching(/^fanout: "[^"]*" is no program that can be found: .*\n$/),
      ]);
    },
  );

  test('GIVEN no such program WHEN it is started THEN 127, and one sentence', async () => {
    expect(await start([values, 'no-such-program'])).toEqual({
      code: 127,
      stdout: '',
      stderr: 'fanout: "no-such-program" is no program that can be found: write its path, or look at PATH\n',
    });
  });

  test('GIVEN a file that is no program WHEN it is started THEN 126, and one sentence', async () => {
    const file = join(folder, 'plain');
    writeFileSync(file, 'text');
    chmodSync(file, 0o600);
    const ran = await start([values, file]);
    expect([ran.code, ran.stderr]).toEqual([126, expect.stringContaining('cannot be executed')]);
  });

  test('GIVEN more than a process can be handed WHEN it is started THEN one sentence, without a value', async () => {
    const names = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`N${index}`, 'x'.repeat(60)]));
    const long = { ...names, LONG: canary.repeat(9000) };
    writeFileSync(join(folder, 'long.json'), JSON.stringify(long));
    const starter = `
      require(${JSON.stringify(typescript)});
      const { startProgram } = require(${JSON.stringify(join(__dirname, '../../src/cli/start-program.ts'))});
      const { SecretValue } = require(${JSON.stringify(join(__dirname, '../../src/values/secret-value.ts'))});
      const pairs = Object.entries(require(${JSON.stringify(join(folder, 'long.json'))}));
      const values = new Map(pairs.map(([name, text]) => [name, new SecretValue(text)]));
      startProgram({ command: ['true'], env: process.env, values, hidden: null }, process).catch(({ name, message }) => console.log(name, message));`;
    const child = spawn(node, ['-e', starter], { stdio: 'pipe' });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(stdout).toBe(
      'Fault The values are more than the environment of a process can hold: take only some of them with --only\n',
    );
  });
});

describe('hiding values in its output', () => {
  test('GIVEN a value that comes in parts WHEN it is printed THEN it is hidden on both streams', async () => {
    const program = `
      const bytes = Buffer.from(process.env.TOKEN);
      const parts = [...bytes].map((byte) => Buffer.of(byte));
      const next = () => {
        const part = parts.shift();
        if (part === undefined) { console.log('!'); return; }
        process.stdout.write(part, () => process.stderr.write(part, () => setTimeout(next, 1)));
      };
      process.stdout.write('it is ', next);`;
    const ran = await start(['mask', values, node, '-e', program]);
    expect(ran).toEqual({ code: 0, stdout: 'it is ***!\n', stderr: '***' });
  });

  test('GIVEN a reader that is slow WHEN the program goes on printing THEN nothing piles up', async () => {
    let isFull = false;
    let whileFull = 0;
    let bytes = 0;
    const slow = {
      write: (chunk: string | Uint8Array) => {
        if (isFull) whileFull += 1;
        isFull = true;
        bytes += chunk.length;
        return false;
      },
      once: (event: 'drain' | 'error', listener: () => void) => {
        const drain = (): void => {
          isFull = false;
          listener();
        };
        if (event === 'drain') setTimeout(drain, 2);
      },
    };
    const program = "process.stdout.write('x'.repeat(3000000))";
    const hidden = [new SecretValue(canary)];
    const code = await startProgram(
      { command: [node, '-e', program], env: process.env, values: new Map(), hidden },
      { stdin: process.stdin, stdout: slow, stderr: slow },
    );
    expect([code, bytes]).toEqual([0, 3_000_000]);
    // When the program has ended, Node hands over what is still in its pipe.
    expect(whileFull).toBeLessThanOrEqual(2);
  });

  test('GIVEN output that is no text WHEN it passes THEN its bytes stay', async () => {
    const file = join(folder, 'bytes');
    const program = 'process.stdout.write(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)))';
    const child = spawn(
      'sh',
      ['-c', '"$0" "$@" > "$FILE"', node, '-r', typescript, script, 'mask', values, node, '-e', program],
      {
        env: { ...process.env, FILE: file },
        stdio: 'ignore',
      },
    );
    await new Promise((resolve) => child.once('close', resolve));
    expect([...readFileSync(file)]).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });

  test('GIVEN a reader that stops WHEN the program goes on printing THEN it learns of it', async () => {
    let closed = false;
    const ran = await start(['mask', values, 'yes'], '', (_, child) => {
      if (!closed) child.stdout?.destroy();
      closed = true;
    });
    expect([1, 128 + 13]).toContain(ran.code);
  });
});
