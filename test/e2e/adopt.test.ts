import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from '../../src/commands/adopt';
import { set } from '../../src/commands/set';
import { synth } from '../../src/commands/synth';
import { connectAws } from '../../src/values/aws';
import { describeReal } from './support/real';

const secretName = 'api-secrets-dev';
const canary = 'canary-ad09';

describeReal('adopting entries that exist already', (real) => {
  let workspace = '';
  let arn = '';
  let firstVersion = '';
  const before = { ...process.env };
  const context = () => ({ workspace, now: () => new Date(), env: process.env });
  const file = (): string => join(workspace, 'environments/dev.yaml');
  const folder = (): string => join(workspace, 'cdktf.out/stacks/dev');
  const describeEntry = () => real().aws('secretsmanager.DescribeSecret', { SecretId: secretName });
  const run = (options: { bucket?: string; dryRun?: boolean } = {}) =>
    adopt(
      context(),
      { environment: 'dev', bucket: options.bucket, dryRun: options.dryRun === true, yes: false },
      { confirm: null, aws: connectAws() },
    );
  const synthesize = (): void => {
    expect(synth(context(), { environments: ['dev'], strict: false }).stacks).toHaveLength(1);
  };
  /** What a plan would do, by address; data sources left out. */
  const planned = async (): Promise<Record<string, unknown>> => {
    const { code, output } = await real().terraform(folder(), [
      'plan',
      '-input=false',
      '-out=plan',
      '-no-color',
    ]);
    if (code !== 0) throw new Error(output);
    const { stdout } = await real().terraform(folder(), ['show', '-json', 'plan']);
    const { resource_changes: changes } = JSON.parse(stdout) as {
      resource_changes: {
        address: string;
        mode: string;
        change: { actions: string[]; importing?: unknown };
      }[];
    };
    return Object.fromEntries(
      changes
        .filter(({ mode }) => mode === 'managed')
        .map(({ address, change }) => [
          address,
          [...change.actions, ...('importing' in change ? ['import'] : [])],
        ]),
    );
  };
  const apply = async (): Promise<void> => {
    const { code, output } = await real().terraform(folder(), ['apply', '-input=false', '-no-color', 'plan']);
    if (code !== 0) throw new Error(output);
  };

  beforeAll(async () => {
    Object.assign(process.env, real().env);
    workspace = real().folder('adopt');
    for (const each of ['mappings', 'environments']) mkdirSync(join(workspace, each));
    writeFileSync(
      join(workspace, 'fanout.yaml'),
      'project: shop\nsecretName: "{bucket}-secrets-{environment}"\nbuckets:\n  api: { include: [{ originals: true }] }\n  worker: { include: [{ originals: true }] }\n',
    );
    writeFileSync(join(workspace, 'mappings/canonical.yaml'), 'ONE:\nTWO:\n');
    writeFileSync(
      file(),
      `environment: dev\nprotected: false\naccount: "${real().account}"\nregion: us-east-1\nvalues: # wait\n  ONE:\n  TWO:\n`,
    );
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    const made = await real().aws('secretsmanager.CreateSecret', {
      Name: secretName,
      Description: 'made by hand',
      SecretString: JSON.stringify({ ONE: canary, LEGACY: canary }),
      Tags: [{ Key: 'Team', Value: 'api' }],
    });
    arn = made.ARN;
    firstVersion = made.VersionId;
  });
  afterAll(() => {
    process.env = before;
  });

  test('GIVEN an entry of somebody else WHEN it is looked at THEN it is compared by names, and the file stays', async () => {
    const text = readFileSync(file(), 'utf8');
    const result = await run({ dryRun: true });
    expect(result).toMatchObject({
      status: 'dry-run',
      imports: [{ to: 'aws_secretsmanager_secret.api', id: arn }],
    });
    const [api, worker] = result.entries;
    expect(api).toMatchObject({
      existence: 'foreign',
      keys: { missing: ['TWO'], unplanned: ['LEGACY'] },
      changes: expect.arrayContaining([
        { attribute: 'tag Project', from: null, to: 'shop' },
        { attribute: 'tag Team', from: 'api', to: null },
        { attribute: 'description', from: 'made by hand', to: null },
      ]),
    });
    expect(worker).toMatchObject({ bucket: 'worker', existence: 'missing', arn: null });
    expect(JSON.stringify(result)).not.toContain(canary);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  test('GIVEN it is adopted WHEN it is deployed THEN it is imported, and stays as it is to the last tag', async () => {
    const text = readFileSync(file(), 'utf8');
    expect(await run()).toMatchObject({ status: 'written', file: 'environments/dev.yaml' });
    expect(readFileSync(file(), 'utf8')).toBe(`${text}adopt:\n  api: ${arn}\n`);
    const was = await describeEntry();
    synthesize();
    await real().init(folder());
    expect(await planned()).toEqual({
      'aws_secretsmanager_secret.api': ['no-op', 'import'],
      'aws_secretsmanager_secret.worker': ['create'],
    });
    await apply();
    expect(await describeEntry()).toEqual(was);
    expect(Object.values(await planned()).flat()).toEqual(['no-op', 'no-op']);
    expect(await run()).toMatchObject({
      status: 'nothing',
      entries: [{ adopted: true }, { existence: 'ours' }],
    });
  });

  test('GIVEN the team lets it be written to WHEN it is deployed THEN what stood in it is the previous version', async () => {
    writeFileSync(file(), readFileSync(file(), 'utf8').replace(/^adopt:\n.*\n/m, ''));
    const names = ['ONE', 'TWO'];
    const result = await set(
      context(),
      { environment: 'dev', names, dryRun: false, keepWhitespace: false, allowDummy: false, yes: false },
      {
        readValues: async () => new Map(names.map((name) => [name, Buffer.from(`new ${name}`)])),
        confirm: null,
        aws: connectAws(),
      },
    );
    expect(result.status).toBe('written');
    synthesize();
    expect(await planned()).toMatchObject({
      'aws_secretsmanager_secret.api': ['update'],
      'aws_secretsmanager_secret_version.api': ['create'],
    });
    await apply();
    const previous = await real().aws('secretsmanager.GetSecretValue', {
      SecretId: secretName,
      VersionStage: 'AWSPREVIOUS',
    });
    expect(previous.VersionId).toBe(firstVersion);
    const { SecretString } = await real().aws('secretsmanager.GetSecretValue', { SecretId: secretName });
    expect(JSON.parse(SecretString)).toEqual({ ONE: 'new ONE', TWO: 'new TWO' });
  });
});
