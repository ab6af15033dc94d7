import fs from 'node:fs/promises';
import { findPrivateFile, replacePrivateFile } from '../../../src/values/private-file';
import { SecretValue } from '../../../src/values/secret-value';

/** Ends itself, as by `kill -9`, when the new text is written and not yet in its place. */
async function main([path = '', text = '']: readonly string[]): Promise<void> {
  fs.rename = async () => {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
  await replacePrivateFile(await findPrivateFile(path, path), () => new SecretValue(text));
}

void main(process.argv.slice(2));
