import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { formatOf } from '../../src/values/formats';
import { runCli } from '../support/cli';
import { nastyValues } from '../values/formats/support/texts';
import { written } from '../values/formats/support/write';
import { startChild } from '../values/support/child';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const canary = 'canary-41b8 "it is" # $HOME\nline two';
const entry = { DB_KEY: canary, PLAIN: 'plain' };

describeReal('entries of a real Secrets Manager', (real) => {
  let workspace = '';
  let cwd = '';
  let proxy: AwsProxy;

  const envOf = (): NodeJS.ProcessEnv => ({ ...real().env, AWS_ENDPOINT_URL: proxy.endpoint });

  /** The command line in this process, with both streams of what it printed. */
  const fanout = async (args: readonly string[]) => {
    const before = { ...process.env };
    Object.assign(process.env, envOf());
    try {
      const { code, stdout, stderr } = await runCli(['--workspace', workspace, ...args], {
        cwd,
        env: envOf(),
      });
      return { code, stdout, stderr, output: stdout + stderr };
    } finally {
      process.env = before;
    }
  };

  /** As a process of its own, so that a program that it runs has its output. */
  const fanoutProcess = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    startChild(join(__dirname, '../../src/cli/fanout.ts'), ['--workspace', workspace, ...args], {
      env: { ...envOf(), ...env },
    }).ended;

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    workspace = real().folder('sync');
    cwd = real().folder('caller');
    for (const folder of ['mappings', 'environments']) mkdirSync(join(workspace, folder));
    const file = (name: string, text: string): void => writeFileSync(join(workspace, name), text);
    const buckets = ['api', 'empty', 'gone', 'secret'].map(
      (name) => `  ${name}: { include: [{ originals: true }] }\n`,
    );
    file('fanout.yaml', `project: shop\nbuckets:\n${buckets.join('')}`);
    file('mappings/canonical.yaml', 'DB_KEY:\nPLAIN:\n');
    const rest = 'protected: false\nregion: us-east-1\nvalues:\n  DB_KEY:\n  PLAIN:\n';
    file('environments/dev.yaml', `environment: dev\naccount: "${real().account}"\n${rest}`);
    file('environments/elsewhere.yaml', `environment: elsewhere\naccount: "999999999999"\n${rest}`);
    for (const name of ['api', 'secret']) {
      const SecretString = JSON.stringify(entry);
      await real().aws('secretsmanager.CreateSecret', { Name: `shop/dev/${name}`, SecretString });
    }
    await real().aws('secretsmanager.CreateSecret', { Name: 'shop/dev/empty' });
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
  });

  test('GIVEN deployed entries WHEN all are synced THEN each that can be read has a file, and no value is shown', async () => {
    const { code, output } = await fanout([
      'sync',
      'dev',
      '--out',
      join(cwd, '{bucket}.env'),
      '--format',
      'json',
    ]);
    expect([code, output]).toEqual([0, expect.not.stringContaining('canary')]);
    const { buckets } = JSON.parse(output);
    expect(
      buckets.map((each: { bucket: string; status: string }) => `${each.bucket} ${each.status}`),
    ).toEqual(['api written', 'empty skipped', 'gone skipped', 'secret written']);
    for (const { reason } of buckets.slice(1, 3)) expect(reason).toMatch(/is not there or has no value yet/);
    expect(parse(readFileSync(join(cwd, 'api.env')))).toEqual(entry);
    expect(statSync(join(cwd, 'api.env')).mode & 0o777).toBe(0o600);
    expect(proxy.calls.slice(0, 2)).toEqual(['POST /', 'secretsmanager.GetSecretValue']);

    await real().aws('secretsmanager.PutSecretValue', {
      SecretId: 'shop/dev/api',
      SecretString: JSON.stringify({ ...entry, PLAIN: 'new' }),
    });
    const check = await fanout(['sync', 'dev', 'api', '--out', join(cwd, 'api.env'), '--check']);
    expect([check.code, check.output]).toEqual([1, expect.stringMatching(/^stale .*\n {2}~ PLAIN\n/s)]);
  });

  test('GIVEN standard output WHEN synced THEN a shell takes the values from it', async () => {
    const { code, stdout, stderr } = await fanout(['sync', 'dev', 'secret', '--as', 'json', '--out', '-']);
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, 'printed secret in dev, 2 names\n', entry]);
  });

  test.each<[what: string, args: string[], refused: string | undefined, says: RegExp]>([
    [
      'no right to read',
      ['sync', 'dev', 'api'],
      'secretsmanager.GetSecretValue',
      /does not allow you secretsmanager:GetSecretValue on shop\/dev\/api/,
    ],
    [
      'an entry without a value',
      ['run', 'dev', 'empty', '--', 'true'],
      undefined,
      /shop\/dev\/empty .* is not there or has no value yet/,
    ],
    ['another account', ['sync', 'elsewhere', 'api'], undefined, /elsewhere lives in 999999999999/],
  ])('GIVEN %s WHEN it is read THEN one sentence, and 2', async (_, args, refused, says) => {
    proxy.refuse((operation) => operation === refused);
    const { code, output } = await fanout(args);
    expect([code, output.replace(/\s+/g, ' ')]).toEqual([2, expect.stringMatching(says)]);
    expect(output).not.toMatch(/canary|\n\s+at /);
  });

  test('GIVEN a program WHEN it is run THEN it has the values, its own options, and its exit code comes back', async () => {
    const program =
      'console.log(JSON.stringify([process.env.DB_KEY, process.env.PLAIN, process.argv.slice(1)])); process.exit(9)';
    const plain = await fanoutProcess([
      'run',
      'dev',
      'secret',
      '--',
      process.execPath,
      '-e',
      program,
      '--',
      '--help',
      '--format',
    ]);
    expect([plain.code, JSON.parse(plain.output)]).toEqual([9, [canary, 'plain', ['--help', '--format']]]);
    const masked = await fanout([
      'run',
      'dev',
      'secret',
      '--only',
      'DB_*',
      '--mask',
      '--',
      process.execPath,
      '-e',
      program,
    ]);
    expect([masked.code, masked.output]).toEqual([9, '["***",null,[]]\n']);
  });

  test('GIVEN any values WHEN they are written for Terraform THEN it reads the same', async () => {
    const { text, held } = written(formatOf('tfvars', []), nastyValues(300));
    expect(held.size).toBeGreaterThan(250);
    const folder = real().folder('tfvars');
    writeFileSync(join(folder, 'main.tf'), 'variable "environment_secrets" {\n  type = map(string)\n}\n');
    writeFileSync(join(folder, 'values.tfvars'), text);
    const input = 'base64encode(jsonencode(var.environment_secrets))\n';
    const { stdout } = await real().terraform(folder, ['console', '-var-file=values.tfvars'], { input });
    const json = Buffer.from(JSON.parse(stdout), 'base64').toString('utf8');
    expect(new Map(Object.entries(JSON.parse(json)))).toEqual(
      new Map([...held].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
  });
});
