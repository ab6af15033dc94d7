import fs from 'node:fs/promises';
import { replaceFiles } from '../../../src/values/replace-files';

/** Replaces several files at once and ends itself, as by `kill -9`, instead of the n-th renaming. */
async function main([
  root = '',
  before = '',
  after = '',
  killAt = '0',
  ...files
]: readonly string[]): Promise<void> {
  const rename = fs.rename;
  let left = Number(killAt);
  fs.rename = async (...paths) => {
    left -= 1;
    if (left === 0) {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => undefined);
    }
    return rename(...paths);
  };
  await replaceFiles(root, new Map(files.map((file) => [file, { before, after }])));
}

void main(process.argv.slice(2));
