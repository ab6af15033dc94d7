import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtProduct, repository } from './support/built';
import { describeReal } from './support/real';
import { type Ran, type RunOptions, run } from './support/run';

const files = (product: string): Record<string, string> => ({
  'cdktf.json': JSON.stringify({
    language: 'typescript',
    app: `node ${JSON.stringify(join(product, 'main.js'))}`,
    output: 'cdktf.out',
    sendCrashReports: 'false',
  }),
  'fanout.yaml': 'project: my-app\nbuckets:\n  api:\n    include: [{ originals: true }]\n',
  'mappings/canonical.yaml': 'LEVEL: { kind: config }\nSIZE: { kind: config }\n',
  'environments/dev.yaml':
    'environment: dev\nprotected: false\naccount: "123456789012"\nregion: us-east-1\nvalues: { LEVEL: info, SIZE: 007 }\n',
  'environments/production.yaml':
    'environment: production\naccount: "123456789012"\nregion: us-east-1\nvalues: { LEVEL: info }\n',
});

describeReal('the cdktf command line', (real) => {
  let folder: string;
  const cdktf = (
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    options: Partial<RunOptions> = {},
  ): Promise<Ran> =>
    run(process.execPath, [join(repository, 'node_modules/cdktf-cli/bundle/bin/cdktf'), ...args], {
      ...options,
      cwd: folder,
      env: { ...real().env, FANOUT_ENVIRONMENTS: 'dev foundation', ...env },
    });
  const deploy = ['--auto-approve', '--skip-provider-lock'];

  beforeAll(() => {
    folder = real().folder('workspace');
    for (const [path, text] of Object.entries(files(builtProduct()))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  test('GIVEN an environment with errors WHEN everything is synthesized THEN it fails with them, and writes nothing', async () => {
    const { code, output } = await cdktf(['synth'], { FANOUT_ENVIRONMENTS: '' });
    expect(code).not.toBe(0);
    expect(output).toContain('SIZE is missing in production');
    expect(existsSync(join(folder, 'cdktf.out/stacks'))).toBe(false);
  });

  test('GIVEN only what is in order is named WHEN deployed THEN the entry holds what was planned', async () => {
    expect((await cdktf(['deploy', 'foundation', ...deploy])).output).toContain('Apply complete');
    expect((await cdktf(['deploy', 'dev', ...deploy])).output).toContain('Apply complete');
    const { SecretString } = await real().aws('secretsmanager.GetSecretValue', {
      SecretId: 'my-app/dev/api',
    });
    expect(JSON.parse(SecretString)).toEqual({ LEVEL: 'info', SIZE: '007' });
  });

  test('GIVEN the output folder is gone WHEN compared without a right to decrypt THEN the state was not in it', async () => {
    rmSync(join(folder, 'cdktf.out'), { recursive: true });
    const { code, output } = await cdktf(['diff', 'dev', '--skip-provider-lock'], {
      TF_VAR_plan_only: 'true',
    });
    expect(code).toBe(0);
    expect(output).toContain('No changes');
  });
});
