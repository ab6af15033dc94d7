import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtProduct, repository } from './support/built';
import { describeReal } from './support/real';
import { type Ran, run } from './support/run';
import { filesWith } from './support/search';

const canary = 'canary-3b90';
const page = readFileSync(join(repository, 'docs/rotation.md'), 'utf8');

/** The commands of a section of docs/rotation.md, block by block. */
function blocksOf(title: string): string[][] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
  return [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trim().split('\n'));
}

const environment = (name: string, isProtected: boolean, values: readonly string[]): string =>
  `environment: ${name}\nprotected: ${isProtected}\naccount: "123456789012"\nregion: us-east-1\nvalues:\n${values.map((line) => `  ${line}\n`).join('')}`;

const files: Record<string, string> = {
  'fanout.yaml': `project: shop
buckets:
  api:
    include:
      - originals: true
        except: [DB_*]
      - values: { DATABASE_URL: "postgres://app:{DB_PASSWORD:urlencode}@db" }
  worker: { include: [{ mapping: worker }] }
access:
  entryPolicies: none
  services: { api: { buckets: [api], ecs: {} } }
`,
  'mappings/canonical.yaml': `DB_PASSWORD: { minLength: 8 }
SESSION_KEY: { rotateEvery: 90d }
SIGNING_KEY: { format: pem, environments: [production] }
S3_SECRET: { environments: [production] }
`,
  'mappings/worker.yaml': 'DB_PASSWORD: WORKER_DB_PASSWORD\n',
  '.gitignore': 'cdktf.out/\n*.tfstate*\n',
};

describeReal('docs/rotation.md', (real) => {
  let workspace = '';
  let env: NodeJS.ProcessEnv = {};
  let printed = '';
  const done: string[] = [];

  /** One line of the page, as a shell runs it. */
  const sh = async (line: string): Promise<Ran> => {
    const ran = await run('/bin/sh', ['-c', line], { cwd: workspace, env });
    if (line.startsWith('npx cdktf deploy')) for (const bucket of ['api', 'worker']) await mendLabels(bucket);
    printed += ran.output;
    done.push(line);
    return ran;
  };
  /**
   * The emulator forgets that a label was moved: a version that is written after a rollback is AWSCURRENT beside the one
   * that was moved to. AWS has one at a time, and makes the other AWSPREVIOUS; so does taking the label away here.
   */
  const mendLabels = async (bucket: string): Promise<void> => {
    const SecretId = `shop/production/${bucket}`;
    const { VersionIdsToStages } = await real().aws('secretsmanager.DescribeSecret', { SecretId });
    const current = Object.entries<string[]>(VersionIdsToStages)
      .filter(([, stages]) => stages.includes('AWSCURRENT'))
      .map(([id]) => id)
      .sort();
    for (const id of current.slice(0, -1))
      await real().aws('secretsmanager.UpdateSecretVersionStage', {
        SecretId,
        VersionStage: 'AWSCURRENT',
        RemoveFromVersionId: id,
      });
  };
  const expectFine = async (lines: readonly string[] = []): Promise<string> => {
    expect(lines).not.toEqual([]);
    let output = '';
    for (const line of lines) {
      const ran = await sh(line);
      expect([line, ran.code, ran.code === 0 ? '' : ran.output]).toEqual([line, 0, '']);
      output += ran.output;
    }
    return output;
  };
  const tool = (name: string, script: string): void => {
    const path = join(workspace, '../bin', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\nset -eu\n${script}\n`);
    chmodSync(path, 0o755);
  };
  const encrypt = async (name: string, where: string): Promise<string> => {
    const { CiphertextBlob } = await real().aws('TrentService.Encrypt', {
      KeyId: `alias/shop/${where}`,
      Plaintext: Buffer.from(`${canary} first ${name}`).toString('base64'),
      EncryptionContext: { project: 'shop', environment: where, name },
    });
    return `${name}: { kms: ${CiphertextBlob}, rotated: 2026-01-01 }`;
  };
  const read = async (bucket: string): Promise<Record<string, string>> => {
    const { SecretString } = await real().aws('secretsmanager.GetSecretValue', {
      SecretId: `shop/production/${bucket}`,
      VersionStage: 'AWSCURRENT',
    });
    return JSON.parse(SecretString);
  };
  const password = async (): Promise<string> => (await read('worker')).WORKER_DB_PASSWORD ?? '';
  const file = (): string => readFileSync(join(workspace, 'environments/production.yaml'), 'utf8');

  beforeAll(async () => {
    const folder = real().folder('rotation');
    workspace = join(folder, 'workspace');
    tool('fanout', `exec "${process.execPath}" "${join(builtProduct(), 'cli/fanout.js')}" "$@"`);
    tool('vendor', `printf '%s\\n' "${canary} second"`);
    tool('aws', 'echo "$@" >> ../aws.log');
    // What cdktf does, without the seconds that it takes to start.
    tool(
      'npx',
      `[ "$1 $2" = "cdktf deploy" ]
fanout synth "$3"
cd "cdktf.out/stacks/$3"
[ -d .terraform ] || terraform init -input=false
terraform apply -input=false -auto-approve`,
    );
    env = {
      ...real().env,
      PATH: [join(folder, 'bin'), dirname(real().tools.terraform), real().env.PATH].join(':'),
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'somebody'],
          [`GIT_${who}_EMAIL`, 'somebody@example.com'],
        ]),
      ),
    };
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    for (const name of ['dev', 'production'])
      await real().aws('TrentService.CreateAlias', {
        AliasName: `alias/shop/${name}`,
        TargetKeyId: KeyMetadata.KeyId,
      });
    await real().aws('AmazonSSM.PutParameter', { Name: '/shop/s3', Value: canary, Type: 'SecureString' });
    const of = (where: string, names: string[]) => Promise.all(names.map((name) => encrypt(name, where)));
    const texts = {
      ...files,
      'environments/dev.yaml': environment('dev', false, await of('dev', ['DB_PASSWORD', 'SESSION_KEY'])),
      'environments/production.yaml': environment('production', true, [
        ...(await of('production', ['DB_PASSWORD', 'SESSION_KEY', 'SIGNING_KEY'])),
        'S3_SECRET: { ssm: /shop/s3, revision: 1 }',
      ]),
    };
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    await expectFine([
      'git init --quiet --initial-branch=main',
      'git add --all',
      'git commit --quiet --message first',
      'git init --quiet --bare ../origin',
      'git remote add origin ../origin',
      'git push --quiet --set-upstream origin main',
      'npx cdktf deploy production',
    ]);
    done.length = 0;
  });
  afterEach(() => expect(printed).not.toContain(canary));

  const [write, review, deploy, restart, revoke] = blocksOf('From the new value to the revoked old one');
  const [tryRollback, revert, undo] = blocksOf('When it goes wrong');

  test('GIVEN a leak WHEN all are rotated THEN each has another value, and going on finds nothing left', async () => {
    const [[first = ''] = [], [again = ''] = []] = blocksOf('A leaked secret');
    expect(await expectFine([first])).toMatch(
      /wrote SESSION_KEY in dev,[\s\S]*wrote SESSION_KEY in production,/,
    );
    expect(file()).toMatch(/SESSION_KEY: \{ kms: \S+, rotated: (?!2026-01-01)\S+ \}/);
    expect(await expectFine([again])).toContain('nothing is left to rotate');
  });

  test('GIVEN references and generated values WHEN rotated as the page says THEN no private key is shown', async () => {
    const output = await expectFine([
      ...blocksOf('References').flat(),
      ...blocksOf('Generated values').flat(),
    ]);
    expect(file()).toMatch(
      /S3_SECRET: \{ ssm: \/shop\/s3, revision: 2, rotated: \S+, previous: unrevoked \}/,
    );
    expect(output).toContain('-----BEGIN PUBLIC KEY-----');
    expect(output).not.toContain('PRIVATE');
    await expectFine(['git commit --quiet --all --message generated', 'git push --quiet']);
  });

  test('GIVEN a new value WHEN it is written THEN first is shown what it reaches, as the page says', async () => {
    const output = await expectFine(write);
    const [, example = ''] = /^```\n(DB_PASSWORD in production.*?)^```$/ms.exec(page) ?? [];
    expect(output).toContain(example);
    expect(output).toContain('fanout rotate --revoked production DB_PASSWORD');
    expect(file()).toMatch(/DB_PASSWORD: \{ kms: \S+, rotated: 20[\d-]+, previous: unrevoked \}/);
  });

  test('WHEN it is reviewed and deployed THEN it is confirmed, and services read it', async () => {
    expect(await expectFine(review)).toContain('DB_PASSWORD rotated in production');
    expect((await sh('fanout confirm production')).code).toBe(1);
    const output = await expectFine(deploy);
    expect(output).toMatch(/^ok +api +shop\/production\/api\nok +worker /m);
    expect(output).toContain('confirmed: 2 buckets of production');
    expect(await password()).toBe(`${canary} second`);
    expect((await read('api')).DATABASE_URL).toContain('canary-3b90%20second');
    const { SESSION_KEY, SIGNING_KEY } = await read('api');
    expect(SESSION_KEY).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(SIGNING_KEY).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    await expectFine(restart);
  });

  test('GIVEN services that fail WHEN it is rolled back THEN they read the old value, and confirm says what is off', async () => {
    const output = await expectFine(tryRollback);
    expect(output).toContain('nothing was moved');
    expect(output).toMatch(
      /was changed DB_PASSWORD\n +git revert [0-9a-f]{12}\n +fanout diff --base HEAD\^ production\n/,
    );
    expect((await read('api')).DATABASE_URL).toContain('canary-3b90%20first');
    expect(await password()).toBe(`${canary} second`);
    const confirmed = await sh('fanout confirm production');
    expect(confirmed.code).toBe(1);
    expect(confirmed.output).toMatch(
      /^wrong +api .*\n +AWSCURRENT is the version [^:]*:\d\d UTC, which\s+is\s+older/m,
    );
    expect(confirmed.output).toMatch(/^ok +worker/m);
  });

  test('WHEN the files follow THEN the other bucket goes back too, and all is confirmed', async () => {
    const output = await expectFine(revert);
    expect(output).toMatch(/DB_PASSWORD went back to the ciphertext of 20/);
    expect(output).toContain('confirmed: 2 buckets of production');
    expect(await password()).toBe(`${canary} first DB_PASSWORD`);
  });

  test('GIVEN a version of somebody else WHEN it is confirmed THEN it is not; rolled back it is', async () => {
    await real().aws('secretsmanager.PutSecretValue', {
      SecretId: 'shop/production/api',
      SecretString: JSON.stringify({ PLANTED: canary }),
    });
    const confirmed = await sh('fanout confirm production api');
    expect([confirmed.code, confirmed.output]).toEqual([
      1,
      expect.stringMatching(/which\s+Terraform\s+did\s+not\s+write/),
    ]);
    expect(await expectFine(undo)).toContain('confirmed: 1 bucket of production');
  });

  test('GIVEN that the rotation stands again WHEN the old one is revoked THEN nothing is to be done for it', async () => {
    await expectFine(['git revert --no-edit HEAD']);
    const [now, ahead] = (blocksOf('What is due')[0] ?? []) as [string, string];
    const before = await sh(now);
    expect([before.code, before.output]).toEqual([1, expect.stringContaining('4 to be revoked')]);
    expect(before.output).toContain('fanout rotate --revoked production DB_PASSWORD\n');
    await expectFine(revoke);
    const after = await sh(ahead);
    expect([after.code, after.output]).toEqual([1, expect.not.stringContaining('DB_PASSWORD')]);
    expect(file()).toMatch(/previous: revoked/);
    expect((await sh('fanout diff --base HEAD^')).output).toContain('no changes');
  });

  test('every command of the page was run, and nothing that was written holds a value', () => {
    const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    expect(commands.filter((command) => !done.includes(command))).toEqual([]);
    expect(filesWith(workspace, canary)).toEqual([]);
    expect(readFileSync(join(workspace, '../aws.log'), 'utf8')).toContain('ecs wait services-stable');
  });
});
