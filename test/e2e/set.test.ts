import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { set } from '../../src/commands/set';
import { connectAws } from '../../src/values/aws';
import { SecretValue } from '../../src/values/secret-value';
import { loadWorkspace } from '../../src/workspace';
import { hostileTexts } from '../support/hostile-texts';
import { startChild } from '../values/support/child';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const region = 'us-east-1';
const canary = 'canary-91c4';
const secrets = hostileTexts
  .filter((text) => text !== '')
  .map((text, index) => ({ name: `HOSTILE_${index}`, text }));

describeReal('setting values in real KMS', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  const file = (name = 'dev'): string => join(workspace, 'environments', `${name}.yaml`);
  const text = (name?: string): string => readFileSync(file(name), 'utf8');

  /** The command line as a process of its own. */
  const fanoutChild = (args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}) =>
    startChild(join(__dirname, '../../src/cli/fanout.ts'), ['--workspace', workspace, ...args], {
      input,
      env: { ...real().env, AWS_ENDPOINT_URL: proxy.endpoint, ...env },
    });
  const fanout = (...given: Parameters<typeof fanoutChild>) => fanoutChild(...given).ended;

  const decrypt = async (environment: string, name: string, context: object = {}): Promise<string> => {
    const { workspace: read } = loadWorkspace(workspace);
    const found = [...(read?.environments.values() ?? [])].find(
      ({ value }) => value.environment === environment,
    );
    const value = new Map(Object.entries(found?.value.values ?? {})).get(name);
    if (typeof value !== 'object' || value === null || !('kms' in value))
      throw new Error(`${name} is not set`);
    const { Plaintext } = await real().aws('TrentService.Decrypt', {
      CiphertextBlob: value.kms,
      EncryptionContext: { project: 'shop', environment, name, ...context },
    });
    return Buffer.from(Plaintext, 'base64').toString('utf8');
  };

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    workspace = real().folder('set');
    for (const folder of ['mappings', 'environments']) mkdirSync(join(workspace, folder));
    const names = ['ONE', 'TWO', 'THREE', ...secrets.map(({ name }) => name)];
    const environment = (name: string, account: string): string =>
      `environment: ${name}\nprotected: false\naccount: "${account}"\nregion: ${region}\nvalues: # all of them\n${names.map((each) => `  ${each}:\n`).join('')}`;
    writeFileSync(
      join(workspace, 'fanout.yaml'),
      'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n',
    );
    writeFileSync(join(workspace, 'mappings/canonical.yaml'), names.map((name) => `${name}:\n`).join(''));
    writeFileSync(file('dev'), environment('dev', real().account));
    writeFileSync(file('keyless'), environment('keyless', real().account));
    writeFileSync(file('elsewhere'), environment('elsewhere', '999999999999'));
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    for (const name of ['dev', 'elsewhere'])
      await real().aws('TrentService.CreateAlias', {
        AliasName: `alias/shop/${name}`,
        TargetKeyId: KeyMetadata.KeyId,
      });
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
    proxy.watch(() => undefined);
  });
  afterEach(() => {
    const left = readdirSync(join(workspace, 'environments'));
    expect(left.sort()).toEqual(['dev.yaml', 'elsewhere.yaml', 'keyless.yaml']);
    for (const name of ['dev', 'elsewhere', 'keyless']) expect(text(name)).not.toContain(canary);
  });

  test('GIVEN hostile values WHEN they are set THEN each decrypts to what it was, in its own place alone', async () => {
    const before = { ...process.env };
    Object.assign(process.env, real().env);
    try {
      for (const { name, text: value } of secrets) {
        const result = await set(
          { workspace, now: () => new Date(), env: process.env },
          {
            environment: 'dev',
            names: [name],
            dryRun: false,
            keepWhitespace: true,
            allowDummy: true,
            yes: false,
          },
          { readValues: async () => new Map([[name, Buffer.from(value)]]), confirm: null, aws: connectAws() },
        );
        expect(result).toMatchObject({ status: 'written', places: [{ name }] });
      }
    } finally {
      process.env = before;
    }
    for (const { name, text: value } of secrets) expect(await decrypt('dev', name)).toBe(value);
    const { name } = secrets[0] ?? { name: '' };
    for (const context of [{ name: 'ONE' }, { environment: 'production' }, { project: 'other' }])
      await expect(decrypt('dev', name, context)).rejects.toThrow(/InvalidCiphertext/);
  });

  test('GIVEN several processes WHEN each sets another name at once THEN none is lost, and no value is shown', async () => {
    const names = ['ONE', 'TWO', 'THREE'];
    const ended = await Promise.all(names.map((name) => fanout(['set', 'dev', name], `${canary} ${name}\n`)));
    for (const { code, output } of ended) {
      expect([code, output.includes(canary)]).toEqual([0, false]);
      expect(output).toMatch(/environments\/dev\.yaml:\d+/);
      expect(output).not.toMatch(/warning/i);
    }
    for (const name of names) expect(await decrypt('dev', name)).toBe(`${canary} ${name}`);
  });

  describe('several names at once', () => {
    const names = ['ONE', 'TWO', 'THREE'];
    const input = JSON.stringify(Object.fromEntries(names.map((name) => [name, `${canary} of ${name}`])));
    const encrypted = (): number => proxy.calls.filter((call) => call === 'TrentService.Encrypt').length;

    test('GIVEN a role that may encrypt and nothing else WHEN they are set THEN each decrypts in its own place', async () => {
      proxy.refuse((call) => call !== 'TrentService.Encrypt' && !call.startsWith('POST /'));
      const { code, output } = await fanout(['set', 'dev', ...names], input);
      expect([code, output]).toEqual([
        0,
        expect.stringMatching(/^(?:wrote \w+ in dev, encrypted: .*\n){3}$/),
      ]);
      expect([...new Set(proxy.calls)].sort()).toEqual(['POST /', 'TrentService.Encrypt']);
      proxy.refuse(() => false);
      for (const name of names) expect(await decrypt('dev', name)).toBe(`${canary} of ${name}`);
    });

    test('GIVEN KMS that refuses the third WHEN they are set THEN the file is as it was', async () => {
      const before = text();
      proxy.refuse((call) => call === 'TrentService.Encrypt' && encrypted() === 3);
      const { code, output } = await fanout(['set', 'dev', ...names], input);
      expect([code, output]).toEqual([2, expect.stringMatching(/does not allow you kms:Encrypt/)]);
      expect([encrypted(), text(), output.includes(canary)]).toEqual([3, before, false]);
    });

    test('GIVEN a process that is killed while KMS is asked WHEN they are set THEN the file is as it was', async () => {
      const before = text();
      const child = fanoutChild(['set', 'dev', ...names], input);
      proxy.watch(async () => {
        if (encrypted() < 3) return;
        child.process.kill('SIGKILL');
        await child.ended;
      });
      expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
      expect([encrypted(), text()]).toEqual([3, before]);
    });
  });

  test.each<[what: string, environment: string, refused: string | undefined, says: RegExp]>([
    [
      'credentials of another account',
      'elsewhere',
      undefined,
      /of account 123456789012, but elsewhere lives in 999999999999/,
    ],
    ['no key', 'keyless', undefined, /knows no alias\/shop\/keyless.*cdktf deploy foundation/s],
    [
      'no right to encrypt',
      'dev',
      'TrentService.Encrypt',
      /does not allow you kms:Encrypt on alias\/shop\/dev/,
    ],
  ])(
    'GIVEN %s WHEN a value is set THEN one sentence says so and the file stays',
    async (_, environment, refused, says) => {
      proxy.refuse((operation) => operation === refused);
      const before = text(environment);
      const { code, output } = await fanout(['set', environment, 'ONE'], canary);
      expect([code, output.replace(/\s+/g, ' ')]).toEqual([2, expect.stringMatching(says)]);
      expect(output).not.toMatch(new RegExp(`${canary}|\\n\\s+at `));
      expect(text(environment)).toBe(before);
      if (environment === 'elsewhere') expect(proxy.calls).not.toContain('TrentService.Encrypt');
    },
  );

  test('GIVEN a debug switch WHEN a value is set THEN it is not shown, and Node is not let log it', async () => {
    const set = await fanout(['set', 'dev', 'ONE'], canary, { FANOUT_DEBUG: '1' });
    expect([set.code, set.output]).toEqual([0, expect.stringMatching(/^wrote ONE in dev/)]);
    const logged = await fanout(['set', 'dev', 'ONE'], canary, { NODE_DEBUG: 'http,net,stream' });
    expect([logged.code, logged.output]).toEqual([2, expect.stringContaining('NODE_DEBUG has Node log')]);
    for (const shown of [canary, Buffer.from(canary).toString('base64')])
      expect(set.output + logged.output).not.toContain(shown);
  });

  test.each<[what: string, credentials: NodeJS.ProcessEnv, says: RegExp]>([
    [
      'nobody listens',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      /could not be reached for sts:GetCallerIdentity/,
    ],
    ['no credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /no AWS credentials/],
  ])('GIVEN %s WHEN a value is set THEN one sentence says so', async (_, env, says) => {
    const { code, output } = await fanout(['set', 'dev', 'ONE'], canary, env);
    expect([code, output.replace(/\s+/g, ' ')]).toEqual([2, expect.stringMatching(says)]);
  });

  test('GIVEN a network that never answers WHEN AWS is asked THEN it is given up', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const before = { ...process.env };
    const { port } = silent.address() as AddressInfo;
    Object.assign(process.env, real().env, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    const aws = connectAws({ patience: 300 });
    const request = {
      region,
      keyAlias: 'alias/shop/dev',
      context: { project: 'shop', environment: 'dev', name: 'ONE' },
    };
    try {
      await expect(aws.account(region)).rejects.toThrow(/could not be reached for sts:GetCallerIdentity/);
      await expect(aws.encrypt(new SecretValue(canary), request)).rejects.toThrow(
        /could not be reached for kms:Encrypt/,
      );
    } finally {
      process.env = before;
      silent.closeAllConnections();
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});
