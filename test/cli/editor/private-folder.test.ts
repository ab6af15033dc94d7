import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePrivateFolder, type PrivateFolder } from '../../../src/cli/editor/private-folder';
import { wipe } from '../../../src/cli/editor/wipe';

const made: string[] = [];
const make = (...candidates: string[]): PrivateFolder => {
  const folder = makePrivateFolder({}, candidates);
  made.push(folder.path);
  return folder;
};
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

describe('a private folder', () => {
  test('GIVEN nothing in memory WHEN it is made THEN it is with the temporary files, for the owner alone', () => {
    const { path } = make('/nowhere', '/proc', '/etc/hostname');
    expect(dirname(path)).toBe(tmpdir());
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  test('GIVEN a file system in memory WHEN it is made THEN it is there', () => {
    const isLinux = existsSync('/dev/shm');
    expect(make('/dev/shm')).toMatchObject(isLinux ? { inMemory: true } : {});
    expect(dirname(make('/dev/shm').path)).toBe(isLinux ? '/dev/shm' : tmpdir());
  });

  test('GIVEN two at once WHEN they are made THEN neither touches the other', () => {
    const [one, other] = [make(), make()];
    expect([existsSync(one.path), existsSync(other.path), one.path === other.path]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a folder that a killed process has left', () => {
  /** As `fanout edit` makes it, with the id of a process that is gone. */
  const leftover = (mode: number): string => {
    const { pid } = spawnSync('true');
    const folder = mkdtempSync(
      join(tmpdir(), `fanout-edit-${hostname().replace(/[^A-Za-z0-9.]/g, '_')}-${pid}-`),
    );
    made.push(folder);
    writeFileSync(join(folder, 'dev.yaml'), 'A: text\n');
    chmodSync(folder, mode);
    return folder;
  };
  afterEach(() => jest.restoreAllMocks());

  test('GIVEN it is of this user WHEN the next one is made THEN it is gone', () => {
    const folder = leftover(0o700);
    make();
    expect(existsSync(folder)).toBe(false);
  });

  test('GIVEN others may write into it, or it is of another user WHEN the next one is made THEN it is not followed', () => {
    const open = leftover(0o777);
    make();
    const foreign = leftover(0o700);
    jest.spyOn(process, 'getuid').mockReturnValue(statSync(foreign).uid + 1);
    make();
    expect([open, foreign].map((folder) => existsSync(join(folder, 'dev.yaml')))).toEqual([true, true]);
  });
});

describe('wiping', () => {
  test('GIVEN what is not there, or a link WHEN it is wiped THEN nothing happens to what it leads to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fanout-wipe-'));
    made.push(folder);
    mkdirSync(join(folder, 'kept'));
    writeFileSync(join(folder, 'kept/file'), 'kept');
    symlinkSync('kept', join(folder, 'link'));
    wipe(join(folder, 'link'));
    wipe(join(folder, 'missing'));
    expect(statSync(join(folder, 'kept/file')).size).toBe(4);
  });
});
