import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Texts } from '../../../../src/values/formats';
import { withFile } from './real-readers';

export const hasDocker = spawnSync('docker', ['--version'], { stdio: 'ignore' }).status === 0;

/** What the docker client reads from a file for `--env-file`: what it asks a daemon of our own to start. */
export async function dockerEnvFile(text: string): Promise<Texts> {
  let asked = '';
  const daemon = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      response.setHeader('Api-Version', '1.43');
      if (request.url?.includes('/containers/create')) {
        asked = body;
        response.statusCode = 500;
        response.end('{"message":"no more is needed"}');
      } else response.end('OK');
    });
  });
  await new Promise<void>((resolve) => daemon.listen(0, '127.0.0.1', resolve));
  const { port } = daemon.address() as AddressInfo;
  try {
    const output = await withFile(text, (file) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, DOCKER_HOST: `tcp://127.0.0.1:${port}` };
      const child = spawn('docker', ['create', '--env-file', file, 'none'], { env });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
      return new Promise<string>((resolve) => child.once('close', () => resolve(said)));
    });
    if (asked === '') throw new Error(`docker did not read the file: ${output}`);
    const { Env } = JSON.parse(asked) as { Env: string[] };
    return new Map(Env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  } finally {
    daemon.closeAllConnections();
    daemon.close();
  }
}
