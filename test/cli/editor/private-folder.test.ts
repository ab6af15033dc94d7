import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
