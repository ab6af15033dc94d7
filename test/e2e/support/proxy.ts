import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the emulator, counts what is asked of it and refuses some of it. */
export interface AwsProxy {
  readonly endpoint: string;
  /** The operations in the order in which they came, e.g. `TrentService.Decrypt`. */
  readonly calls: string[];
  /** Decides which operations are refused from now on: as a role without the right would be, or with an error's name. */
  refuse(decide: (operation: string) => boolean | string): void;
  /** Called with every operation, which is passed on once what is returned is settled. */
  watch(seen: (operation: string) => void | Promise<void>): void;
  stop(): Promise<void>;
}

/** @param upstream - the emulator's endpoint */
export async function startProxy(upstream: string): Promise<AwsProxy> {
  const calls: string[] = [];
  let isRefused = (_operation: string): boolean | string => false;
  let seen: (operation: string) => void | Promise<void> = () => undefined;
  const server = createServer(async (incoming, outgoing) => {
    const header = incoming.headers['x-amz-target'];
    const operation = typeof header === 'string' ? header : `${incoming.method} ${incoming.url}`;
    calls.push(operation);
    await seen(operation);
    const refused = isRefused(operation);
    if (refused !== false) {
      incoming.resume();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      const name = refused === true ? 'AccessDeniedException' : refused;
      outgoing.end(JSON.stringify({ __type: name, message: 'refused by the test' }));
      return;
    }
    const passedOn = request(
      new URL(incoming.url ?? '/', upstream),
      { method: incoming.method ?? 'GET', headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passedOn.once('error', () => outgoing.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    refuse: (decide) => {
      isRefused = decide;
    },
    watch: (watcher) => {
      seen = watcher;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
