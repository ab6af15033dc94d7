import fs from 'node:fs/promises';
import { replaceFile } from '../../../src/values/replace-file';

/**
 * Appends lines to a file, one edit each. With `kill` the process ends itself, as by `kill -9`, when the new text
 * is beside the old one and not yet in its place.
 */
async function main([root = '', file = '', word = '', count = '1', kill]: readonly string[]): Promise<void> {
  if (kill === 'kill') {
    fs.rename = async () => {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => undefined);
    };
  }
  for (let index = 0; index < Number(count); index += 1) {
    await replaceFile(root, file, (text) => ({ text: `${text}${word}-${index}\n` }), { patience: 60_000 });
  }
}

void main(process.argv.slice(2));
