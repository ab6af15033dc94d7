import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../src/diagnostics';
import { replaceFile } from '../../src/values/replace-file';
import { startChild } from './support/child';

const appendLines = join(__dirname, 'support', 'append-lines.ts');
const file = 'environments/dev.yaml';
let root = '';
const at = (path: string): string => join(root, path);
const lock = (): string => at('environments/.dev.yaml.lock');
const text = (): string => readFileSync(at(file), 'utf8');
const names = (): string[] => readdirSync(at('environments')).sort();

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-replace-')));
  mkdirSync(at('environments'));
  writeFileSync(at(file), 'old\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (replacement: string) => replaceFile(root, file, () => ({ text: replacement }));

describe('replacing a file', () => {
  test('WHEN it is edited THEN the new text is there, and nothing beside it', async () => {
    const seen: string[] = [];
    const result = await replaceFile(root, file, (before) => {
      seen.push(before);
      return { text: `${before}new\n`, line: 2 };
    });
    expect([seen, text(), names(), result.line]).toEqual([['old\n'], 'old\nnew\n', ['dev.yaml'], 2]);
  });

  test('GIVEN a mode of its own WHEN it is edited THEN it keeps it', async () => {
    chmodSync(at(file), 0o640);
    await write('new\n');
    expect(statSync(at(file)).mode & 0o7777).toBe(0o640);
  });

  test('GIVEN a byte-order mark WHEN it is edited THEN it is handed over and written again', async () => {
    writeFileSync(at(file), '\uFEFFold\r\n');
    await replaceFile(root, file, (before) => ({ text: before.replace('old', 'new') }));
    expect(text()).toBe('\uFEFFnew\r\n');
  });

  test('WHEN the edit has no text THEN the file is not touched', async () => {
    const { ino, mtimeMs } = statSync(at(file));
    await replaceFile(root, file, () => ({ text: undefined }));
    expect(statSync(at(file))).toMatchObject({ ino, mtimeMs });
  });

  test('GIVEN a link inside of the workspace WHEN it is edited THEN what it leads to is, and it stays a link', async () => {
    writeFileSync(at('real.yaml'), 'old\n');
    rmSync(at(file));
    symlinkSync('../real.yaml', at(file));
    await write('new\n');
    expect(lstatSync(at(file)).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real.yaml'), 'utf8')).toBe('new\n');
  });
});

describe('a fault leaves the file as it was', () => {
  const attempt = async (edit: () => { text: string } = () => ({ text: 'new\n' })): Promise<unknown> => {
    try {
      await replaceFile(root, file, edit, { patience: 100 });
      return undefined;
    } catch (error) {
      return error;
    }
  };

  test('WHEN the edit throws THEN nothing is written and the lock is given back', async () => {
    expect(
      await attempt(() => {
        throw new Fault('no');
      }),
    ).toEqual(new Fault('no'));
    expect([text(), names()]).toEqual(['old\n', ['dev.yaml']]);
  });

  test('GIVEN a link that leaves the workspace WHEN it is edited THEN nothing is written there', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'fanout-outside-'));
    writeFileSync(join(outside, 'x.yaml'), 'old\n');
    rmSync(at(file));
    symlinkSync(join(outside, 'x.yaml'), at(file));
    expect(String(await attempt())).toMatch(/leaves the workspace/);
    expect([readFileSync(join(outside, 'x.yaml'), 'utf8'), readdirSync(outside)]).toEqual([
      'old\n',
      ['x.yaml'],
    ]);
    rmSync(outside, { recursive: true });
  });

  test('GIVEN a file that is not UTF-8 WHEN it is edited THEN it keeps its bytes', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x0a]);
    writeFileSync(at(file), bytes);
    expect(String(await attempt())).toMatch(/not UTF-8/);
    expect(readFileSync(at(file))).toEqual(bytes);
  });

  test.each<[what: string, prepare: () => void, says: RegExp]>([
    ['no file', () => rmSync(at(file)), /ENOENT/],
    [
      'a folder',
      () => {
        rmSync(at(file));
        mkdirSync(at(file));
      },
      /no ordinary file/,
    ],
  ])('GIVEN %s WHEN it is edited THEN it says so', async (_, prepare, says) => {
    prepare();
    const error = await attempt();
    expect(error).toBeInstanceOf(Fault);
    expect(String(error)).toMatch(says);
    expect(existsSync(lock())).toBe(false);
  });

  test('GIVEN another program that writes meanwhile WHEN it is edited THEN that is not lost', async () => {
    const error = await attempt(() => {
      // As long as what was there, so that only the time tells.
      writeFileSync(at(file), 'odd\n');
      return { text: 'new\n' };
    });
    expect(String(error)).toMatch(/changed by another program/);
    expect([text(), names()]).toEqual(['odd\n', ['dev.yaml']]);
  });
});

describe('the lock', () => {
  const holder = (pid: number, host = hostname()): string => JSON.stringify({ id: 'x', pid, host });
  const dead = async (): Promise<number> => {
    const child = startChild(appendLines, [root, file, 'x', '0']);
    await child.ended;
    return child.process.pid ?? 0;
  };

  test('GIVEN many edits at once WHEN all are done THEN none is lost', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `word-${index}`);
    await Promise.all(
      words.map((word) => replaceFile(root, file, (before) => ({ text: `${before}${word}\n` }))),
    );
    expect(text().trim().split('\n').sort()).toEqual(['old', ...words].sort());
  });

  test('GIVEN several processes at once WHEN all are done THEN no edit is lost', async () => {
    // Left behind by a process that was killed, so that they also race for taking it over.
    writeFileSync(lock(), holder(await dead()));
    const children = ['a', 'b', 'c'].map((word) => startChild(appendLines, [root, file, word, '15']));
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended).toEqual(ended.map(() => ({ code: 0, signal: null, output: '' })));
    expect(text().trim().split('\n')).toHaveLength(1 + 45);
    expect(new Set(text().split('\n')).size).toBe(1 + 45 + 1);
    expect(names()).toEqual(['dev.yaml']);
  }, 60_000);

  test('GIVEN a process that is killed before its text is in place THEN the old text stays and the next edit goes on', async () => {
    const { signal } = await startChild(appendLines, [root, file, 'lost', '1', 'kill']).ended;
    expect(signal).toBe('SIGKILL');
    expect(text()).toBe('old\n');
    expect(names().map((name) => name.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
      '.dev.yaml.ID.tmp',
      '.dev.yaml.lock',
      'dev.yaml',
    ]);

    await write('new\n');
    expect([text(), names()]).toEqual(['new\n', ['dev.yaml']]);
  }, 60_000);

  test.each<[what: string, held: () => string | Promise<string>]>([
    ['a live process', () => holder(process.pid)],
    ['a process of another machine', async () => holder(await dead(), 'elsewhere')],
    ['a process that is just writing its name', () => ''],
  ])(
    'GIVEN a lock of %s WHEN time runs out THEN it says how to go on, and leaves the lock',
    async (_, held) => {
      writeFileSync(lock(), await held());
      await expect(replaceFile(root, file, () => ({ text: 'new\n' }), { patience: 100 })).rejects.toThrow(
        'dev.yaml is being edited by another process: try again, or remove .dev.yaml.lock beside it if no fanout is running',
      );
      expect([text(), names()]).toEqual(['old\n', ['.dev.yaml.lock', 'dev.yaml']]);
    },
  );

  test('GIVEN a stale lock that another process is taking over WHEN the file is edited THEN it is left to that one', async () => {
    writeFileSync(lock(), holder(await dead()));
    writeFileSync(`${lock()}.breaking`, holder(process.pid));
    await expect(replaceFile(root, file, () => ({ text: 'new\n' }), { patience: 100 })).rejects.toThrow(
      /being edited/,
    );
    expect(existsSync(lock())).toBe(true);
  });

  test('GIVEN one who was killed while taking a lock over WHEN the file is edited THEN that is taken over as well', async () => {
    writeFileSync(lock(), holder(await dead()));
    writeFileSync(`${lock()}.breaking`, holder(await dead()));
    writeFileSync(`${lock()}.breaking.breaking`, '');
    utimesSync(`${lock()}.breaking.breaking`, new Date(0), new Date(0));
    await write('new\n');
    expect([text(), names()]).toEqual(['new\n', ['dev.yaml']]);
  });

  test('GIVEN a lock that never got a name WHEN it is old THEN it is taken over', async () => {
    writeFileSync(lock(), '');
    utimesSync(lock(), new Date(0), new Date(0));
    await write('new\n');
    expect([text(), names()]).toEqual(['new\n', ['dev.yaml']]);
  });

  test('GIVEN two links to one file WHEN both are edited THEN they wait for one another', async () => {
    symlinkSync('dev.yaml', at('environments/link.yaml'));
    writeFileSync(lock(), holder(process.pid));
    await expect(
      replaceFile(root, 'environments/link.yaml', () => ({ text: 'new\n' }), { patience: 100 }),
    ).rejects.toThrow(/being edited/);
  });

  test('GIVEN a planted lock that is a link WHEN the file is edited THEN what it leads to is not written', async () => {
    writeFileSync(at('precious'), 'precious');
    symlinkSync('../precious', lock());
    await expect(replaceFile(root, file, () => ({ text: 'new\n' }), { patience: 100 })).rejects.toThrow(
      /being edited/,
    );
    expect(readFileSync(at('precious'), 'utf8')).toBe('precious');
  });
});
