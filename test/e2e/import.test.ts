import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorkspace } from '../../src/workspace';
import { hostileTexts } from '../support/hostile-texts';
import { startChild } from '../values/support/child';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const region = 'us-east-1';
const canary = 'canary-e7b3';
const count = 300;
const names = Array.from({ length: count }, (_, index) => `VALUE_${String(index).padStart(3, '0')}`);
const hostile = hostileTexts
  .filter((text) => text.trim() !== '')
  .map((text, index) => ({ name: `HOSTILE_${index}`, text }));

describeReal('importing values into real KMS', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  const at = (path: string): string => join(workspace, path);

  /** The command line as a process of its own. */
  const fanout = (args: readonly string[], input = '') =>
    startChild(
      join(__dirname, '../../src/cli/fanout.ts'),
      ['--workspace', workspace, 'import', 'dev', ...args],
      { input, env: { ...real().env, AWS_ENDPOINT_URL: proxy.endpoint } },
    );
  const ciphertexts = (): ReadonlyMap<string, string> => {
    const found = [...(loadWorkspace(workspace).workspace?.environments.values() ?? [])];
    const values = found.find(({ value }) => value.environment === 'dev')?.value.values ?? {};
    return new Map(
      Object.entries(values).flatMap(([name, value]) =>
        typeof value === 'object' && value !== null && 'kms' in value ? [[name, value.kms]] : [],
      ),
    );
  };
  const decrypt = async (name: string): Promise<string> => {
    const { Plaintext } = await real().aws('TrentService.Decrypt', {
      CiphertextBlob: ciphertexts().get(name),
      EncryptionContext: { project: 'shop', environment: 'dev', name },
    });
    return Buffer.from(Plaintext, 'base64').toString('utf8');
  };
  const reset = (canonical: readonly string[]): void => {
    writeFileSync(at('mappings/canonical.yaml'), canonical.map((name) => `${name}:\n`).join(''));
    for (const name of ['dev', 'production'])
      writeFileSync(
        at(`environments/${name}.yaml`),
        `environment: ${name}\nprotected: ${name !== 'dev'}\naccount: "${real().account}"\nregion: ${region}\nvalues:\n${canonical.map((each) => `  ${each}:\n`).join('')}`,
      );
  };

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    workspace = real().folder('import');
    for (const folder of ['mappings', 'environments']) mkdirSync(at(folder));
    writeFileSync(at('fanout.yaml'), 'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n');
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    const values = names.map((name) => `${name}='${canary} of ${name}'\n`).join('');
    writeFileSync(at('many.env'), values);
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
    proxy.watch(() => undefined);
  });
  afterEach(() => {
    for (const folder of ['mappings', 'environments'])
      for (const file of readdirSync(at(folder)).filter((name) => name.endsWith('.yaml')))
        expect(readFileSync(at(`${folder}/${file}`), 'utf8')).not.toContain(canary);
    expect(readdirSync(workspace).filter((name) => name.startsWith('.'))).toEqual([]);
  });
  const encryptions = (): number => proxy.calls.filter((call) => call === 'TrentService.Encrypt').length;

  test('GIVEN 300 new names WHEN imported THEN in one go they are in the map, everywhere and encrypted', async () => {
    reset(['OLD']);
    const { code, output } = await fanout([at('many.env'), '--add-names']).ended;
    expect([code, output.includes(canary)]).toEqual([0, false]);
    expect(output).toContain(`wrote ${count} values`);
    expect([...ciphertexts().keys()]).toEqual(names);
    expect(encryptions()).toBe(count);
    for (const name of names.filter((_, index) => index % 37 === 0))
      expect(await decrypt(name)).toBe(`${canary} of ${name}`);
    const again = await fanout([at('many.env')]).ended;
    expect([again.code, encryptions()]).toEqual([0, count]);
    expect(again.output).toContain(`nothing to write into dev, ${count} kept`);
  });

  test('GIVEN KMS that throttles some WHEN imported THEN it is waited out', async () => {
    reset(names.slice(0, 30));
    let asked = 0;
    proxy.refuse((operation) => {
      if (operation !== 'TrentService.Encrypt') return false;
      asked += 1;
      return asked % 5 === 0 ? 'ThrottlingException' : false;
    });
    const { code } = await fanout([at('many.env'), '--skip-unknown']).ended;
    expect([code, ciphertexts().size]).toEqual([0, 30]);
    expect(encryptions()).toBeGreaterThan(30);
  });

  test('GIVEN a role that is refused in the middle WHEN run again THEN only the rest is encrypted', async () => {
    reset(names.slice(0, 100));
    let left = 90;
    proxy.refuse((operation) => {
      left -= operation === 'TrentService.Encrypt' ? 1 : 0;
      return left < 0;
    });
    const failed = await fanout([at('many.env'), '--skip-unknown']).ended;
    expect([failed.code, ciphertexts().size]).toEqual([2, 80]);
    expect(failed.output).toMatch(
      /^fanout: AWS does not allow you kms:Encrypt [^\n]*; 80 of 100 values have been written: run[^\n]*\n$/,
    );
    proxy.refuse(() => false);
    proxy.calls.length = 0;
    expect((await fanout([at('many.env'), '--skip-unknown']).ended).code).toBe(0);
    expect([ciphertexts().size, encryptions()]).toEqual([100, 20]);
  });

  test('GIVEN a process that is killed WHEN run again THEN every file was whole, and it goes on', async () => {
    reset(names.slice(0, 60));
    const child = fanout([at('many.env'), '--skip-unknown']);
    let seen = 0;
    proxy.watch((operation) => {
      seen += operation === 'TrentService.Encrypt' ? 1 : 0;
      // Some of the second part are under way.
      if (seen === 50) child.process.kill('SIGKILL');
    });
    expect((await child.ended).signal).toBe('SIGKILL');
    expect(ciphertexts().size).toBe(40);
    expect(loadWorkspace(workspace).diagnostics).toEqual([]);
    proxy.watch(() => undefined);
    expect((await fanout([at('many.env'), '--skip-unknown']).ended).code).toBe(0);
    expect(await decrypt(names[59] ?? '')).toBe(`${canary} of ${names[59]}`);
  });

  test('GIVEN an entry that nests environments WHEN one of them is imported THEN its values, byte for byte', async () => {
    reset(hostile.map(({ name }) => name));
    const databricks = Object.fromEntries(hostile.map(({ name, text }) => [name, text]));
    await real().aws('secretsmanager.CreateSecret', {
      Name: 'legacy/all',
      SecretString: JSON.stringify({ sandbox: { databricks }, live: { databricks: { HOSTILE_0: canary } } }),
    });
    const taking = ['--path', 'sandbox.databricks', '--allow-dummy', '--keep-whitespace'];
    const { code, output } = await fanout(['--from-secret', 'legacy/all', ...taking]).ended;
    expect([code, output]).toEqual([
      0,
      expect.stringContaining(`wrote ${hostile.length} values from legacy/all into dev`),
    ]);
    for (const { name, text } of hostile) expect(await decrypt(name)).toBe(text);
    const from = async (...args: string[]) => {
      const ended = await fanout(['--from-secret', ...args]).ended;
      return [ended.code, ended.output];
    };
    const missing = (...more: string[]) => from('legacy/none', ...more);
    expect(
      await from(`arn:aws:secretsmanager:eu-west-2:${real().account}:secret:legacy/none-AbCdEf`),
    ).toEqual([2, expect.stringMatching(/^fanout: AWS knows no [^\n]*AbCdEf in eu-west-2: [^\n]*\n$/)]);
    expect(await missing('--region', 'eu-west-3')).toEqual([
      2,
      expect.stringMatching(/^fanout: AWS knows no legacy\/none in eu-west-3: [^\n]*\n$/),
    ]);
    // Before it the SDK says that it takes the profile and not the variables.
    expect(await missing('--profile', 'nobody')).toEqual([
      2,
      expect.stringContaining(
        '\nfanout: The AWS profile "nobody" has no credentials for secretsmanager:GetSecretValue',
      ),
    ]);
  });
});
