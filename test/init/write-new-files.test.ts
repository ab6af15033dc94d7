import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../src/diagnostics';
import { writeNewFiles } from '../../src/init/write-new-files';

const root = mkdtempSync(join(tmpdir(), 'fanout-write-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('writeNewFiles', () => {
  test('GIVEN a file that turns up in the middle WHEN the others are written THEN nothing of ours is left', () => {
    const folder = join(root, 'a');
    mkdirSync(join(folder, 'theirs'), { recursive: true });
    writeFileSync(join(folder, 'theirs', 'two'), 'theirs');
    const files = ['one', 'deep/er/one', 'theirs/one', 'theirs/two'].map((path) => ({ path, text: 'ours' }));
    expect(() => writeNewFiles(folder, files)).toThrow(Fault);
    expect(readdirSync(folder)).toEqual(['theirs']);
    expect(readdirSync(join(folder, 'theirs'))).toEqual(['two']);
    expect(readFileSync(join(folder, 'theirs', 'two'), 'utf8')).toBe('theirs');
  });

  test('GIVEN a folder that cannot be made WHEN files are written THEN even those above it are gone', () => {
    writeFileSync(join(root, 'file'), '');
    const files = [
      { path: 'b/one', text: '' },
      { path: 'file/two', text: '' },
    ];
    expect(() => writeNewFiles(root, files)).toThrow(/nothing is left/);
    expect(existsSync(join(root, 'b'))).toBe(false);
  });

  test('GIVEN a missing folder WHEN its first file cannot be written THEN the folder is gone again', () => {
    const folder = join(root, 'c', 'd');
    const files = [
      { path: 'one', text: '' },
      { path: 'one', text: '' },
    ];
    expect(() => writeNewFiles(folder, files)).toThrow(Fault);
    expect(existsSync(join(root, 'c'))).toBe(false);
  });
});
