import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { builtProduct, repository } from './support/built';
import { describeReal } from './support/real';
import { type Ran, run } from './support/run';
import { filesWith } from './support/search';

const canary = 'canary-of-the-workflow-7c1e';
const files: Readonly<Record<string, string>> = {
  'cdktf.json': JSON.stringify({
    language: 'typescript',
    app: 'exit 1',
    output: 'cdktf.out',
    sendCrashReports: 'false',
  }),
  'fanout.yaml':
    'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\naccess:\n  github: { owner: my-org, ownerId: "1", repository: my-infra, repositoryId: "2" }\n',
  'mappings/canonical.yaml': 'LEVEL: { kind: config }\nTOKEN:\n',
  'environments/dev.yaml':
    'environment: dev\nprotected: false\naccount: "123456789012"\nregion: us-east-1\nbackend: { s3: { bucket: states, key: dev.tfstate, region: us-east-1 } }\nvalues: { LEVEL: info, TOKEN: { variable: true, revision: 1 } }\n',
};

/** The scripts of the workflow that deploys, with the real programs, in two folders as in two jobs. */
describeReal('the deployment of a team', (real) => {
  let bin: string;
  const job = (): string => {
    const folder = real().folder('job');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };
  const script = (
    cwd: string,
    name: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<Ran> =>
    run(name.endsWith('.sh') ? 'bash' : process.execPath, [join(repository, 'scripts/ci', name), ...args], {
      cwd,
      env: {
        ...real().env,
        PATH: [bin, process.env.PATH].join(delimiter),
        GITHUB_OUTPUT: join(cwd, 'output'),
        ...env,
      },
    });

  beforeAll(async () => {
    bin = real().folder('bin');
    const programs = {
      fanout: join(builtProduct(), 'cli/fanout.js'),
      cdktf: join(repository, 'node_modules/cdktf-cli/bundle/bin/cdktf'),
    };
    const cases = Object.entries(programs).map(
      ([name, file]) => `${name}) exec '${process.execPath}' '${file}' "$@" ;;`,
    );
    writeFileSync(
      join(bin, 'npx'),
      `#!/bin/sh\nname=$2\nshift 2\ncase $name in\n${cases.join('\n')}\nesac\n`,
      { mode: 0o755 },
    );
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    expect((await fetch(`${real().endpoint}/states`, { method: 'PUT' })).ok).toBe(true);
  });

  test('GIVEN what one job has synthesized WHEN the next one deploys it THEN it is deployed exactly so, and confirmed', async () => {
    const first = job();
    expect(await script(first, 'synthesize.cjs', ['handover'])).toMatchObject({ code: 0 });
    const written = readFileSync(join(first, 'output'), 'utf8');
    const [{ environment, digest }] = JSON.parse(/^environments=(.*)$/m.exec(written)?.[1] ?? '') as [
      { environment: string; digest: string },
    ];
    expect(environment).toBe('dev');

    const second = job();
    const packed = join(first, 'handover/dev.tar');
    expect(
      (await script(second, 'take-over.sh', [packed, digest.replace(/^./, (x) => (x === '0' ? '1' : '0'))]))
        .code,
    ).toBe(1);
    expect(existsSync(join(second, 'cdktf.out'))).toBe(false);
    expect((await script(second, 'take-over.sh', [packed, digest])).code).toBe(0);
    const values = { FANOUT_VALUES: JSON.stringify({ TOKEN: canary }) };
    expect(await script(second, 'deploy.sh', ['dev'], { ...values, TF_LOG: 'DEBUG' })).toMatchObject({
      code: 1,
      stdout: '',
    });
    const { code, output } = await script(second, 'deploy.sh', ['dev'], values);
    expect(output).toContain('Apply complete');
    expect(code).toBe(0);
    const { SecretString } = await real().aws('secretsmanager.GetSecretValue', { SecretId: 'shop/dev/api' });
    expect(JSON.parse(SecretString)).toEqual({ LEVEL: 'info', TOKEN: canary });
    expect(output).not.toContain(canary);
    expect(filesWith(second, canary)).toEqual([]);
  });
});
