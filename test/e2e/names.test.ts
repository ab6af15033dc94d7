import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFanOut } from '../../src/plan';
import { loadWorkspace } from '../../src/workspace';
import { runCli } from '../support/cli';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';
import { filesWith } from './support/search';
import { Deployment } from './support/stack';

const region = 'us-east-1';
const canary = 'canary-d81a';
const names = ['ONE', 'TWO', 'THREE'];

describeReal('names and keys in real KMS', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  let deployment: Deployment;
  let keys: Readonly<Record<'old' | 'new', string>>;
  const file = (path: string): string => join(workspace, path);
  const text = (path: string): string => readFileSync(file(path), 'utf8');
  const texts = (): string[] =>
    ['fanout.yaml', 'mappings/canonical.yaml', 'mappings/shared.yaml', ...environments.map(pathOf)].map(text);
  const environments = ['dev', 'production', 'staging'];
  const pathOf = (name: string): string => `environments/${name}.yaml`;

  const kms = (operation: string, body: object) => real().aws(`TrentService.${operation}`, { ...body });
  const encrypt = async (environment: string, name: string): Promise<string> => {
    const { CiphertextBlob } = await kms('Encrypt', {
      KeyId: `alias/shop/${environment}`,
      Plaintext: Buffer.from(`${canary} ${environment} ${name}`).toString('base64'),
      EncryptionContext: { project: 'shop', environment, name },
    });
    return CiphertextBlob as string;
  };
  const decrypt = async (environment: string, name: string, key: string, bound = name): Promise<string> => {
    const { workspace: read } = loadWorkspace(workspace);
    const values = new Map(Object.entries(read?.environments.get(environment as never)?.value.values ?? {}));
    const value = values.get(name);
    if (typeof value !== 'object' || value === null || !('kms' in value)) throw new Error(`no ${name}`);
    const { Plaintext } = await kms('Decrypt', {
      KeyId: key,
      CiphertextBlob: value.kms,
      EncryptionContext: { project: 'shop', environment, name: bound },
    });
    return Buffer.from(Plaintext as string, 'base64').toString('utf8');
  };

  /** In this process, with the emulator's credentials. */
  const fanout = async (...args: string[]) => {
    const before = { ...process.env };
    Object.assign(process.env, real().env, { AWS_ENDPOINT_URL: proxy.endpoint });
    try {
      const ran = await runCli(['--workspace', workspace, ...args], { cwd: workspace });
      expect(ran.stdout + ran.stderr).not.toContain(canary);
      return ran;
    } finally {
      process.env = before;
    }
  };
  const synthesize = (): void => {
    const { workspace: read } = loadWorkspace(workspace);
    if (read === null) throw new Error('the workspace cannot be read');
    const [plan] = planFanOut(read, { environments: ['dev'], today: '2026-01-01' });
    deployment.synthesize(plan);
  };
  const planned = async (...args: string[]): Promise<{ code: number | null; output: string }> => {
    synthesize();
    return deployment.plan('dev', args);
  };

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    workspace = real().folder('names');
    deployment = new Deployment(real());
    for (const folder of ['mappings', 'environments']) mkdirSync(file(folder));
    const makeKey = async (): Promise<string> => (await kms('CreateKey', {})).KeyMetadata.Arn as string;
    keys = { old: await makeKey(), new: await makeKey() };
    for (const name of environments)
      await kms('CreateAlias', { AliasName: `alias/shop/${name}`, TargetKeyId: keys.old });
    writeFileSync(
      file('fanout.yaml'),
      'project: shop\nbuckets:\n  api:\n    include:\n      - mapping: shared\n      - values: { URL: "db://{ONE:urlencode}@host" }\n',
    );
    writeFileSync(file('mappings/canonical.yaml'), names.map((name) => `${name}:\n`).join(''));
    writeFileSync(file('mappings/shared.yaml'), 'ONE: FIRST\nTWO: SECOND\nTHREE: THIRD\n');
    const header = (name: string) =>
      `environment: ${name}\nprotected: ${name === 'production'}\naccount: "${real().account}"\nregion: ${region}\nvalues:\n`;
    for (const environment of ['dev', 'production']) {
      const lines = await Promise.all(
        names.map(
          async (name) => `  ${name}: { kms: ${await encrypt(environment, name)}, rotated: 2026-01-01 }\n`,
        ),
      );
      writeFileSync(file(pathOf(environment)), header(environment) + lines.join(''));
    }
    writeFileSync(file(pathOf('staging')), header('staging') + names.map((name) => `  ${name}:\n`).join(''));
    synthesize();
    await deployment.deploy('dev');
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    // No more than this is needed, and above all no right to decrypt.
    proxy.refuse(
      (operation) => operation.startsWith('TrentService') && !/\.(?:ReEncrypt|DescribeKey)$/.test(operation),
    );
  });
  afterEach(() => {
    expect(readdirSync(file('environments')).sort()).toEqual(environments.map((name) => `${name}.yaml`));
    expect(filesWith(workspace, canary)).toEqual([]);
  });

  test('GIVEN AWS that allows nobody to encrypt anew WHEN a name is changed THEN one sentence says so, and no file is touched', async () => {
    const before = texts();
    proxy.refuse((operation) => operation === 'TrentService.ReEncrypt');
    const { code, stderr } = await fanout('rename', 'ONE', 'FIRST_KEY');
    expect([code, texts()]).toEqual([2, before]);
    expect(stderr).toMatch(/AWS does not allow you kms:ReEncrypt on/);
  });

  test('WHEN a name is changed THEN every value decrypts under the new one alone, and the plan of what is deployed is empty', async () => {
    const { code, stdout } = await fanout('rename', 'ONE', 'FIRST_KEY', '--format', 'json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { status: 'written', entries: [] }]);
    for (const environment of ['dev', 'production']) {
      expect(await decrypt(environment, 'FIRST_KEY', keys.old)).toBe(`${canary} ${environment} ONE`);
      await expect(decrypt(environment, 'FIRST_KEY', keys.old, 'ONE')).rejects.toThrow(/InvalidCiphertext/);
    }
    expect(await planned()).toMatchObject({ code: 0, output: expect.stringMatching(/No changes/) });
  });

  test('WHEN a value is copied THEN it decrypts in its new place alone', async () => {
    const { code, stdout } = await fanout('copy', 'dev', 'staging', '--all');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/copied {2}TWO/)]);
    expect(await decrypt('staging', 'TWO', keys.old)).toBe(`${canary} dev TWO`);
    expect((await fanout('copy', 'production', 'dev', '--all')).code).toBe(2);
  });

  test('WHEN values are brought under another key THEN no entry is written anew, and they are deployed once the alias means it', async () => {
    const { code, stdout } = await fanout('rekey', 'dev', '--to', keys.new, '--format', 'json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { status: 'written', entries: [] }]);
    for (const [name, was] of [
      ['FIRST_KEY', 'ONE'],
      ['TWO', 'TWO'],
    ] as const) {
      expect(await decrypt('dev', name, keys.new)).toBe(`${canary} dev ${was}`);
      await expect(decrypt('dev', name, keys.old)).rejects.toThrow(
        /InvalidCiphertext|IncorrectKey|AccessDenied/,
      );
    }
    expect(await planned('-var=plan_only=true')).toMatchObject({ code: 0 });

    await kms('UpdateAlias', { AliasName: 'alias/shop/dev', TargetKeyId: keys.new });
    const moved = await planned();
    expect([moved.code, moved.output]).toEqual([
      2,
      expect.stringMatching(/0 to add, 1 to change, 0 to destroy/),
    ]);
    expect(moved.output).toMatch(/~ kms_key_id/);
    expect(moved.output).not.toMatch(/# aws_secretsmanager_secret_version/);
    expect((await fanout('check', 'dev')).code).toBe(0);
  });
});
