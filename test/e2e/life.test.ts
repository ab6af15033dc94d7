import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planAccess } from '../../src/access';
import { set } from '../../src/commands/set';
import type { BucketPlan, EnvironmentPlan } from '../../src/plan';
import { planFanOut } from '../../src/plan';
import { applyFilters, parseTemplate } from '../../src/plan/template';
import { connectAws } from '../../src/values/aws';
import { loadWorkspace } from '../../src/workspace';
import { builtProduct, repository } from './support/built';
import { type AwsProxy, startProxy } from './support/proxy';
import { readAccess } from './support/read-access';
import { describeReal } from './support/real';
import { type Ran, run } from './support/run';
import { filesWith } from './support/search';

const canary = 'canary-5e1f';

/** What stands for the values of the shipped workspace: each holds the canary, and what is hard to carry. */
const plaintexts: Record<string, string> = {
  MY_APP__DB_SERVICE__KEY: `${canary} line one\nline two\r\n\ttab`,
  MY_APP__DB_ANON__KEY: `"${canary}" 'single' \\ back\\slash`,
  MY_APP__AUTH_SERVICE__HANDSHAKE_KEY: `${canary}\${x} $\${y} %{if z} %%{w} $`,
  VENDOR_A_API_KEY: `${canary} ü€😀 +&=?#/ ~!'()* $`,
  VENDOR_B_API_KEY: `${canary}${'x'.repeat(4000 - canary.length)}`,
  VENDOR_C_API_KEY: `${canary}$`,
  CLOUD_SERVICE_ACCOUNT_JSON: JSON.stringify({ key: `${canary}<&>\u2028`, nested: { a: [1, `$\{a}`] } }),
  S3_AWS_ACCESS_KEY_ID: canary,
  S3_AWS_SECRET_ACCESS_KEY: `${canary}#{TfToken[TOKEN.0]}`,
  MY_APP__LOGGING__LOG_API_KEY: `${canary} {braces} {{twice}}`,
  MY_APP__OTEL__OTEL_INGESTION_KEY: `${canary}: # yaml?`,
  PLATFORM__DEPLOY_TOKEN: `${canary} 007`,
};

/** A bucket that sends one secret through every filter, beside those that ship. */
const probe = `
  probe:
    include:
      - values:
          PROBE_PLAIN: "a{VENDOR_A_API_KEY}$"
          PROBE_URL: "db://{VENDOR_A_API_KEY:urlencode}@{API_BASE_URL:base64}/{region}"
          PROBE_BASE64: "{VENDOR_A_API_KEY:base64}"
          PROBE_JSON: "{{{VENDOR_A_API_KEY:json}}}"
          PROBE_CHAIN: "{VENDOR_A_API_KEY:json:base64:urlencode}"
`;

describeReal('the life of the shipped workspace', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  let printed = '';
  const file = (path: string): string => join(workspace, path);
  const edit = (path: string, change: (text: string) => string): void => {
    const before = readFileSync(file(path), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(file(path), after);
  };

  const fanout = async (...args: string[]): Promise<Ran> => {
    const cli = join(builtProduct(), 'cli/fanout.js');
    const ran = await run(process.execPath, [cli, '--workspace', workspace, ...args], {
      cwd: workspace,
      env: real().env,
    });
    printed += ran.output;
    return ran;
  };
  const synth = async (...stacks: string[]): Promise<void> => {
    const { code, output } = await fanout('synth', ...stacks);
    if (code !== 0) throw new Error(output);
  };
  const initialized = new Set<string>();
  const terraform = async (
    stack: string,
    args: string[],
    env: NodeJS.ProcessEnv = {},
    kill?: AbortSignal,
  ): Promise<Ran> => {
    const folder = file(`cdktf.out/stacks/${stack}`);
    if (!initialized.has(folder)) await real().init(folder, { env });
    initialized.add(folder);
    const ran = await real().terraform(folder, [...args, '-no-color'], {
      env,
      ...(kill === undefined ? {} : { kill }),
    });
    printed += ran.output;
    return ran;
  };
  const apply = async (stack: string, env: NodeJS.ProcessEnv = {}): Promise<void> => {
    const { code, output } = await terraform(stack, ['apply', '-auto-approve', '-input=false'], env);
    if (code !== 0) throw new Error(output);
  };
  const setValue = async (name: string, value: string): Promise<void> => {
    const before = { ...process.env };
    Object.assign(process.env, real().env);
    try {
      const result = await set(
        { workspace, now: () => new Date('2026-01-01'), env: process.env },
        {
          environment: 'dev',
          names: [name],
          dryRun: false,
          keepWhitespace: true,
          allowDummy: true,
          yes: false,
        },
        { readValues: async () => new Map([[name, value]]), confirm: null, aws: connectAws() },
      );
      expect(result.status).toBe('written');
    } finally {
      process.env = before;
    }
  };

  const planned = (): EnvironmentPlan => {
    const { workspace: read } = loadWorkspace(workspace);
    if (read === null) throw new Error('the workspace cannot be read');
    const [plan] = planFanOut(read, { today: '2026-01-01' });
    const [environment] = Object.values<EnvironmentPlan>(plan.environments);
    if (environment === undefined) throw new Error('there is no environment');
    return environment;
  };
  const buckets = (): BucketPlan[] => Object.values<BucketPlan>(planned().buckets);
  /** What an entry has to hold, without Terraform. */
  const expected = ({ name: bucket, entries }: BucketPlan): Record<string, string> => {
    const { name, region, account } = planned();
    const builtins = { environment: name, region, account, project: 'my-app', bucket };
    const lookUp = (canonical: string): string => {
      const source = Object.entries(planned().sources).find(([each]) => each === canonical)?.[1];
      return source?.kind === 'config' ? source.value : (plaintexts[canonical] ?? 'missing');
    };
    return Object.fromEntries(
      Object.entries(entries).map(([target, { from, value }]) => {
        if (value !== undefined) return [target, value];
        if ('secret' in from) return [target, lookUp(from.secret)];
        if (!('template' in from)) throw new Error(target);
        const parts = parseTemplate(from.template).parts.map((part) => {
          if (part.kind === 'text') return part.text;
          return applyFilters(part.kind === 'name' ? lookUp(part.name) : builtins[part.name], part.filters);
        });
        return [target, parts.join('')];
      }),
    );
  };
  const read = async ({ secretName }: BucketPlan, stage = 'AWSCURRENT') => {
    const answer = await real().aws('secretsmanager.GetSecretValue', {
      SecretId: secretName,
      VersionStage: stage,
    });
    return {
      value: JSON.parse(answer.SecretString as string) as unknown,
      version: answer.VersionId as string,
    };
  };
  const versions = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      await Promise.all(buckets().map(async (bucket) => [bucket.name, (await read(bucket)).version])),
    );
  const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
    Object.keys(after).filter((name) => before[name] !== after[name]);
  const expectAllAsPlanned = async (): Promise<void> => {
    for (const bucket of buckets()) expect((await read(bucket)).value).toEqual(expected(bucket));
  };

  beforeAll(async () => {
    workspace = real().folder('life');
    for (const path of ['fanout.yaml', 'mappings', 'environments']) {
      cpSync(join(repository, path), file(path), { recursive: true });
    }
    edit('fanout.yaml', (text) => text.replace(/\n {2}dashboard:/, `${probe}\n  dashboard:`));
    proxy = await startProxy(real().endpoint);
  });
  afterAll(() => proxy?.stop());

  test('GIVEN nothing is set WHEN foundation and dev are deployed THEN there are a key and empty entries', async () => {
    await synth('foundation', 'dev');
    await apply('foundation');
    await apply('dev');
    for (const bucket of buckets()) {
      const described = await real().aws('secretsmanager.DescribeSecret', { SecretId: bucket.secretName });
      expect(described.KmsKeyId).toContain(':key/');
      expect(described.Tags).toContainEqual({ Key: 'Bucket', Value: bucket.name });
      await expect(read(bucket)).rejects.toThrow('ResourceNotFoundException');
    }
  });

  test('GIVEN production besides WHEN all of access is read back THEN it is what is planned, to the letter', async () => {
    expect((await fetch(`${real().endpoint}/my-app-terraform-state`, { method: 'PUT' })).ok).toBe(true);
    await synth('production');
    await apply('production');
    const { workspace: files } = loadWorkspace(workspace);
    if (files === null) throw new Error('the workspace cannot be read');
    const [plan] = planFanOut(files, { today: '2026-01-01' });
    const [wanted] = planAccess(files.manifest.value, plan);
    const found = await readAccess(real(), {
      project: 'my-app',
      keys: ['dev', 'production'],
      entries: Object.fromEntries(plan.outlines.map(({ name, entries }) => [name, entries])),
    });
    expect(found.documents).toEqual(
      Object.fromEntries(Object.entries(wanted.documents).filter(([name]) => !/^scp\b/.test(name))),
    );
    for (const [name, principal] of Object.entries(found.principals)) {
      expect(principal).toEqual(wanted.principals[name]);
    }
  });

  test('GIVEN every value is set WHEN deployed THEN each entry holds exactly what is planned', async () => {
    for (const [name, value] of Object.entries(plaintexts)) await setValue(name, value);
    const check = await fanout('check', 'dev');
    expect(check.output).toContain('fine');
    await synth('dev');
    await apply('dev', { TF_LOG: 'INFO' });
    await expectAllAsPlanned();
  });

  test('GIVEN one value rotated WHEN deployed THEN exactly the buckets that hold it get a new version', async () => {
    const before = await versions();
    const old = expected(buckets().find(({ name }) => name === 'dashboard') as BucketPlan);
    plaintexts.VENDOR_B_API_KEY = `${canary} rotated`;
    await setValue('VENDOR_B_API_KEY', plaintexts.VENDOR_B_API_KEY);
    await synth('dev');
    await apply('dev');
    expect(changed(before, await versions())).toEqual(['api', 'dashboard', 'worker-a', 'worker-b']);
    await expectAllAsPlanned();
    const dashboard = buckets().find(({ name }) => name === 'dashboard') as BucketPlan;
    expect((await read(dashboard, 'AWSPREVIOUS')).value).toEqual(old);
  });

  test('GIVEN a target renamed and tags changed WHEN deployed THEN only the renamed one is written anew', async () => {
    const before = await versions();
    edit('mappings/worker.yaml', (text) =>
      text.replace(/WORKER__OTEL__ENABLED$/m, 'WORKER__OTEL__IS_ENABLED'),
    );
    edit('fanout.yaml', (text) => `${text}\ntags: { CostCenter: platform }\n`);
    await synth('dev');
    await apply('dev');
    expect(changed(before, await versions())).toEqual(['worker-a', 'worker-b']);
    await expectAllAsPlanned();
    for (const { secretName } of buckets()) {
      const { Tags } = await real().aws('secretsmanager.DescribeSecret', { SecretId: secretName });
      expect(Tags).toContainEqual({ Key: 'CostCenter', Value: 'platform' });
    }
  });

  test('GIVEN nothing edited WHEN planned THEN the plan is empty, and neither it nor anything else holds a value', async () => {
    await synth('dev');
    const saved = await terraform('dev', ['plan', '-input=false', '-detailed-exitcode', '-out=saved.plan']);
    expect(saved.code).toBe(0);
    expect(existsSync(file('cdktf.out/stacks/dev/saved.plan'))).toBe(true);
    expect(filesWith(workspace, canary)).toEqual([]);
    expect(printed).not.toContain(canary);
  });

  test('GIVEN a live bucket WHEN a name in it is unset THEN it is refused, AWS and the output as they were', async () => {
    const environment = readFileSync(file('environments/dev.yaml'), 'utf8');
    const output = readFileSync(file('cdktf.out/stacks/dev/cdk.tf.json'), 'utf8');
    const before = await versions();
    edit('environments/dev.yaml', (text) =>
      text.replace(/^ {2}VENDOR_C_API_KEY: .*$/m, '  VENDOR_C_API_KEY:'),
    );
    const refused = await fanout('synth', 'dev');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('unset-value');
    expect(readFileSync(file('cdktf.out/stacks/dev/cdk.tf.json'), 'utf8')).toBe(output);
    writeFileSync(file('environments/dev.yaml'), environment);
    expect(await versions()).toEqual(before);
  });

  test('GIVEN a ciphertext under another name WHEN checked THEN it is found; and Terraform would fail and write nothing', async () => {
    const environment = readFileSync(file('environments/dev.yaml'), 'utf8');
    const ciphertext = /^ {2}VENDOR_C_API_KEY: (.*)$/m.exec(environment)?.[1] ?? '';
    for (const path of ['environments/dev.yaml', 'environments/production.yaml']) {
      const kept = readFileSync(file(path), 'utf8');
      edit(path, (text) => text.replace(/^ {2}VENDOR_A_API_KEY:.*$/m, `  VENDOR_A_API_KEY: ${ciphertext}`));
      const found = await fanout('check');
      expect(found.code).toBe(1);
      expect(found.output).toContain('copied-ciphertext');
      writeFileSync(file(path), kept);
    }
    // With the check out of the way: the payloads of two names change places in what is synthesized.
    const before = await versions();
    const stack = file('cdktf.out/stacks/dev/cdk.tf.json');
    const kept = readFileSync(stack, 'utf8');
    const synthesized = JSON.parse(kept);
    const [block] = Object.values<{ secret: { name: string; payload: string }[] }>(
      synthesized.ephemeral.aws_kms_secrets,
    );
    const [one, other] = block?.secret ?? [];
    if (one === undefined || other === undefined) throw new Error('there are no payloads');
    [one.payload, other.payload] = [other.payload, one.payload];
    for (const version of Object.values<Record<string, number>>(
      synthesized.resource.aws_secretsmanager_secret_version,
    )) {
      version.secret_string_wo_version = 1;
    }
    writeFileSync(stack, JSON.stringify(synthesized));
    const failed = await terraform('dev', ['apply', '-auto-approve', '-input=false']);
    expect(failed.code).not.toBe(0);
    expect(failed.output).toContain('InvalidCiphertext');
    expect(await versions()).toEqual(before);
    writeFileSync(stack, kept);
  });

  test('GIVEN terraform is killed while it writes versions WHEN deployed again THEN it converges', async () => {
    plaintexts.VENDOR_A_API_KEY = `${canary} another`;
    await setValue('VENDOR_A_API_KEY', plaintexts.VENDOR_A_API_KEY);
    await synth('dev');
    const kill = new AbortController();
    proxy.watch((operation) => {
      if (operation === 'secretsmanager.PutSecretValue') kill.abort();
    });
    const throughProxy = { AWS_ENDPOINT_URL: proxy.endpoint };
    const killed = await terraform(
      'dev',
      ['apply', '-auto-approve', '-input=false'],
      throughProxy,
      kill.signal,
    );
    expect(killed.code).not.toBe(0);
    await apply('dev');
    await expectAllAsPlanned();
    const again = await terraform('dev', ['plan', '-input=false', '-detailed-exitcode']);
    expect(again.code).toBe(0);
  });

  test('GIVEN a state in S3 WHEN two deploys run at once THEN the second fails cleanly, and the first is whole', async () => {
    const other = join(workspace, 'shared');
    const files: Record<string, string> = {
      'fanout.yaml': 'project: other\nbuckets:\n  api: { include: [{ originals: true }] }\n',
      'mappings/canonical.yaml': 'LEVEL: { kind: config }\n',
      'environments/stage.yaml':
        'environment: stage\naccount: "123456789012"\nregion: us-east-1\nbackend: { s3: { bucket: states, key: stage.tfstate, region: us-east-1 } }\nvalues: { LEVEL: info }\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(other, path)), { recursive: true });
      writeFileSync(join(other, path), text);
    }
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/other/stage',
      TargetKeyId: KeyMetadata.KeyId,
    });
    expect((await fetch(`${real().endpoint}/states`, { method: 'PUT' })).ok).toBe(true);
    const synthesized = await fanout('--workspace', other, 'synth', 'stage');
    expect(synthesized.code).toBe(0);

    const folder = join(other, 'cdktf.out/stacks/stage');
    const deploy = (env: NodeJS.ProcessEnv) =>
      real().terraform(folder, ['apply', '-auto-approve', '-input=false', '-no-color', '-lock-timeout=0s'], {
        env,
      });
    await real().init(folder);
    let second: Promise<Ran> | undefined;
    proxy.watch(async (operation) => {
      if (operation !== 'secretsmanager.CreateSecret' || second !== undefined) return;
      second = deploy({});
      await second;
    });
    const first = await deploy({ AWS_ENDPOINT_URL_SECRETS_MANAGER: proxy.endpoint });
    expect(first.output).toContain('Apply complete');
    const refused = await second;
    expect(refused?.code).toBe(1);
    expect(refused?.output).toContain('Error acquiring the state lock');
    const planAgain = await real().terraform(folder, [
      'plan',
      '-input=false',
      '-detailed-exitcode',
      '-no-color',
    ]);
    expect(planAgain.code).toBe(0);
  });

  test('nothing that was written or printed in all this holds a value', () => {
    expect(filesWith(workspace, canary)).toEqual([]);
    expect(printed).not.toContain(canary);
  });
});
