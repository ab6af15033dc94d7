import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Aws, connectAws } from '../../../src/values/aws';

const region = 'us-east-1';
const server = createServer();
const aws = connectAws({ patience: 300, attempts: 1 });
const before = { ...process.env };

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  process.env = before;
  await aws.close();
  server.closeAllConnections();
  server.close();
});

test.each<[what: string, ask: (aws: Aws) => Promise<unknown>]>([
  ['entries are listed', (aws) => aws.listEntries(region, { Project: 'shop' })],
  ['versions are listed', (aws) => aws.entryVersions(region, 'shop/dev/api')],
  ['an entry is described', (aws) => aws.describeEntry(region, 'shop/dev/api')],
])(
  'GIVEN a network that does not answer WHEN %s THEN the call ends, and its connection with it',
  async (_, ask) => {
    const asked = once(server, 'request') as Promise<[IncomingMessage]>;
    await expect(ask(aws)).rejects.toThrow(/^AWS could not be reached for secretsmanager:/);
    const [{ socket }] = await asked;
    // Nobody sends anything any more: without an end the process would wait for it for good.
    if (!socket.destroyed) await once(socket, 'close', { signal: AbortSignal.timeout(2_000) });
  },
);

test.each<[what: string, env: NodeJS.ProcessEnv, options: { readonly profile?: string }]>([
  ['AWS_PROFILE', { AWS_PROFILE: 'typo' }, {}],
  ['an option', {}, { profile: 'typo' }],
])(
  'GIVEN a profile that is mistyped in %s WHEN AWS is asked THEN it is named',
  async (_what, env, options) => {
    const standing = process.env;
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = standing;
    process.env = { ...rest, AWS_EC2_METADATA_DISABLED: 'true', ...env };
    const mistyped = connectAws(options);
    try {
      await expect(mistyped.describeEntry(region, 'shop/dev/api')).rejects.toThrow(
        /^The AWS profile "typo" has no/,
      );
    } finally {
      process.env = standing;
      await mistyped.close();
    }
  },
);

test('GIVEN bulk work, which waits throttling out WHEN nothing answers THEN it is given up after one attempt', async () => {
  let asked = 0;
  const count = (): void => {
    asked += 1;
  };
  server.on('request', count);
  const patient = connectAws({ silence: 300, patience: 60_000, attempts: 8 });
  try {
    await expect(patient.describeEntry(region, 'shop/dev/api')).rejects.toThrow(/could not be reached/);
    expect(asked).toBe(1);
  } finally {
    server.off('request', count);
    await patient.close();
  }
}, 20_000);
