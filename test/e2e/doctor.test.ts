import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { doctor } from '../../src/commands/doctor';
import { edgesOf } from '../../src/commands/doctor/edges';
import { synth } from '../../src/commands/synth';
import { renderDoctorJson } from '../../src/views/doctor';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';
import { run } from './support/run';

const buckets = ['api', 'cron'];

interface Told {
  readonly about: string;
  readonly health: string;
  readonly message: string;
  readonly command: string | null;
}

describeReal('a deploy that was cut off, and what doctor says to do', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  const before = { ...process.env };
  const folder = (): string => join(workspace, 'cdktf.out/stacks/dev');
  const context = () => ({ workspace, now: () => new Date(), env: process.env });
  const look = async (environment = 'dev') => {
    const result = await doctor(context(), environment, edgesOf(context()));
    return JSON.parse(renderDoctorJson(result)) as {
      machine: Told[];
      environments: { name: string; observations: Told[] }[];
    };
  };
  const wrongIn = async (): Promise<Told[]> =>
    ((await look()).environments[0]?.observations ?? []).filter(({ health }) => health === 'wrong');
  const apply = (options: { kill?: AbortSignal; endpoint?: string } = {}) =>
    real().terraform(folder(), ['apply', '-input=false', '-auto-approve', '-no-color'], {
      ...(options.kill === undefined ? {} : { kill: options.kill }),
      env: { AWS_ENDPOINT_URL: options.endpoint ?? real().endpoint },
    });
  /** As a person would, who pastes it into a shell. There is no `aws` here: what it would ask is asked directly. */
  const obey = async (command: string): Promise<void> => {
    const restored = /^aws secretsmanager restore-secret --secret-id (\S+) --region us-east-1$/.exec(command);
    if (restored !== null) {
      await real().aws('secretsmanager.RestoreSecret', { SecretId: restored[1] });
      return;
    }
    const { code, output } = await run('sh', ['-c', command], { cwd: workspace, env: real().env });
    if (code !== 0) throw new Error(`${command}: ${output}`);
  };

  beforeAll(async () => {
    Object.assign(process.env, real().env);
    proxy = await startProxy(real().endpoint);
    workspace = real().folder('doctor');
    const files: Record<string, string> = {
      'fanout.yaml': `project: shop\nbuckets:\n${buckets.map((bucket) => `  ${bucket}: { include: [{ originals: true }] }\n`).join('')}access:\n  services:\n    web: { buckets: [api], lambda: {} }\n`,
      'mappings/canonical.yaml': 'LEVEL: { kind: config }\n',
      'environments/dev.yaml': `environment: dev\nprotected: false\naccount: "${real().account}"\nregion: us-east-1\nbackend: { s3: { bucket: states, key: a/dev.tfstate, region: us-east-1 } }\nvalues: { LEVEL: info }\n`,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    const made = await fetch(`${real().endpoint}/states`, {
      method: 'PUT',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
      },
    });
    expect(made.status).toBe(200);
  });
  afterAll(async () => {
    process.env = before;
    await proxy?.stop();
  });

  test('GIVEN nothing is there yet WHEN looked at THEN the key is missing, and nothing else is wrong', async () => {
    expect(await wrongIn()).toEqual([
      {
        about: 'key',
        health: 'wrong',
        message: 'There is no alias/shop/dev in us-east-1',
        command: 'npx cdktf deploy foundation',
      },
    ]);
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    expect(await wrongIn()).toEqual([]);
    const { machine } = await look();
    expect(machine.find(({ about }) => about === 'terraform')).toMatchObject({ health: 'ok' });
  });

  test('GIVEN the first deploy is killed while it makes entries WHEN doctor is obeyed THEN the next one goes to its end', async () => {
    expect(synth(context(), { environments: ['dev'], strict: false }).stacks).toHaveLength(1);
    await real().init(folder());
    const kill = new AbortController();
    let made = 0;
    proxy.watch(async (operation) => {
      if (operation !== 'secretsmanager.CreateSecret') return;
      made += 1;
      if (made < buckets.length) return;
      // The others are through by then; of this one terraform never hears.
      await new Promise((resolve) => setTimeout(resolve, 500));
      kill.abort();
    });
    const killed = await apply({ kill: kill.signal, endpoint: proxy.endpoint });
    expect(killed.code).not.toBe(0);
    // Somebody tidies up meanwhile.
    await real().aws('secretsmanager.DeleteSecret', { SecretId: 'shop/dev/cron', RecoveryWindowInDays: 7 });

    const found = await wrongIn();
    expect(found.map(({ about }) => about).sort()).toEqual([
      'entry api',
      'entry cron',
      'role compute_web',
      'state lock',
    ]);
    for (const { command } of found) await obey(command ?? '');
    // What has been restored can be imported now.
    const left = await wrongIn();
    expect(left.map(({ about }) => about)).toEqual(['entry cron']);
    for (const { command } of left) await obey(command ?? '');
    expect(await wrongIn()).toEqual([]);

    const { code, output } = await apply();
    if (code !== 0) throw new Error(output);
    expect(output).toContain('0 destroyed');
    for (const bucket of buckets) {
      const { SecretString } = await real().aws('secretsmanager.GetSecretValue', {
        SecretId: `shop/dev/${bucket}`,
      });
      expect(JSON.parse(SecretString)).toEqual({ LEVEL: 'info' });
    }
    const again = await real().terraform(folder(), [
      'plan',
      '-input=false',
      '-detailed-exitcode',
      '-no-color',
    ]);
    expect(again.code).toBe(0);
  });

  test('GIVEN a resource is tainted WHEN doctor is obeyed THEN nothing is destroyed', async () => {
    const address = 'aws_secretsmanager_secret_version.api';
    expect((await real().terraform(folder(), ['taint', address])).code).toBe(0);
    const [told, ...others] = await wrongIn();
    expect([told?.about, others]).toEqual([address, []]);
    await obey(told?.command ?? '');
    expect(await wrongIn()).toEqual([]);
  });
});
