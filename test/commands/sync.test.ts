import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { sync } from '../../src/commands/sync';
import type { SyncOptions } from '../../src/commands/sync/options';
import type { SyncResult } from '../../src/commands/sync/result';
import { AwsFault } from '../../src/values/aws-fault';
import { folderOf, removeFolders } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';
import { awsWith, denied } from './support/entries';

const canary = 'canary-6f2e';
const texts = workspaceTexts({
  buckets: {
    api: { include: [{ originals: true, except: ['PUBLIC_*', 'PREVIEW_*'] }] },
    web: { include: [{ mapping: 'web' }], excludeFromPreview: ['NEXT_PUBLIC_PREVIEW'] },
    late: { include: [{ originals: true, only: ['LATE'] }] },
  },
  canonical: {
    DB_KEY: null,
    FLAG: { kind: 'config' },
    LATE: null,
    PUBLIC_URL: { kind: 'config' },
    PREVIEW_URL: { kind: 'config' },
    WEB_KEY: null,
  },
  mappings: {
    web: { PUBLIC_URL: 'NEXT_PUBLIC_URL', PREVIEW_URL: 'NEXT_PUBLIC_PREVIEW', WEB_KEY: 'WEB_KEY' },
  },
  environments: {
    dev: {
      values: {
        DB_KEY: { kms: ciphertext('a') },
        FLAG: 'true',
        LATE: null,
        PUBLIC_URL: 'https://x.example',
        PREVIEW_URL: 'https://p.example',
        WEB_KEY: { kms: ciphertext('b') },
      },
    },
    production: { protected: true, values: { DB_KEY: { kms: ciphertext('c') }, FLAG: 'true' } },
  },
});
const apiEntry = { DB_KEY: canary, FLAG: 'true', LATE: 'l', WEB_KEY: 'w' };
const webEntry = { NEXT_PUBLIC_URL: 'https://x.example', NEXT_PUBLIC_PREVIEW: 'p', WEB_KEY: canary };
const entries = { 'shop/dev/api': apiEntry, 'shop/dev/web': webEntry, 'shop/dev/late': { LATE: 'l' } };
const block = (body: string, bucket = 'api'): string =>
  `# >>> fanout sync shop/dev/${bucket}\n${body}# <<< fanout sync\n`;
const apiBlock = block(`DB_KEY=${canary}\nFLAG=true\nLATE=l\nWEB_KEY=w\n`);

let cwd = '';
beforeEach(() => {
  cwd = folderOf(texts);
});
afterAll(removeFolders);
const read = (file: string): string => readFileSync(join(cwd, file), 'utf8');
const written = (): string[] =>
  readdirSync(cwd).filter((name) => !texts.has(name) && !['mappings', 'environments'].includes(name));

interface Given extends Partial<SyncOptions> {
  readonly world?: ReturnType<typeof awsWith>;
  readonly env?: NodeJS.ProcessEnv;
  readonly answer?: boolean;
}

let kept: string[] = [];
async function run(environment: string, bucket?: string, given: Given = {}): Promise<SyncResult> {
  const { world = awsWith(entries), env = { PATH: process.env.PATH }, answer, ...options } = given;
  kept = [];
  const result = await sync(
    { workspace: cwd, now: () => new Date('2026-11-22'), env },
    {
      ...{ environment, bucket, format: 'dotenv', readers: [], out: undefined, folder: cwd, mode: 'write' },
      ...{ onlyPublic: false, target: undefined, allowProtected: false, yes: false, force: false },
      ...options,
    },
    {
      aws: world.aws,
      confirm: answer === undefined ? null : async () => answer,
      keepOutOfLog: (value) => kept.push(value.reveal()),
    },
  );
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return result;
}

describe('one bucket', () => {
  test('GIVEN a workspace with no other WHEN it is synced without its name THEN .env holds it', async () => {
    const world = awsWith(entries);
    const manifest = 'project: shop\nbuckets:\n  late: { include: [{ originals: true, only: [LATE] }] }\n';
    writeFileSync(join(cwd, 'fanout.yaml'), manifest);
    expect(await run('dev', undefined, { world })).toMatchObject({
      buckets: [{ bucket: 'late', file: '.env' }],
    });
  });

  test('WHEN it is synced THEN .env holds it, for its owner alone, and the result says names', async () => {
    const result = await run('dev', 'api');
    expect([read('.env'), statSync(join(cwd, '.env')).mode & 0o777, written()]).toEqual([
      apiBlock,
      0o600,
      ['.env'],
    ]);
    expect(result).toMatchObject({
      status: 'done',
      buckets: [
        {
          bucket: 'api',
          secretName: 'shop/dev/api',
          status: 'written',
          file: '.env',
          version: 'version-of-shop/dev/api',
          names: 4,
          missing: [],
          unplanned: [],
          git: 'outside',
        },
      ],
    });
    expect(result.buckets[0]?.changes.map(({ name }) => name)).toEqual(['DB_KEY', 'FLAG', 'LATE', 'WEB_KEY']);
  });

  test('GIVEN it is there already WHEN it is synced THEN nothing is written, unless others may read it', async () => {
    await run('dev', 'api');
    const { ino } = statSync(join(cwd, '.env'));
    expect(await run('dev', 'api')).toMatchObject({ buckets: [{ status: 'unchanged', changes: [] }] });
    expect(statSync(join(cwd, '.env')).ino).toBe(ino);
    chmodSync(join(cwd, '.env'), 0o640);
    expect(await run('dev', 'api', { mode: 'check' })).toMatchObject({ buckets: [{ status: 'stale' }] });
    expect(await run('dev', 'api')).toMatchObject({ buckets: [{ status: 'written', changes: [] }] });
    expect(statSync(join(cwd, '.env')).mode & 0o777).toBe(0o600);
  });

  test('GIVEN a dry run or a check WHEN it is synced THEN what would change, and nothing is written', async () => {
    writeFileSync(join(cwd, '.env'), `OWN=1\n${block('DB_KEY=old\nGONE=x\n')}`);
    chmodSync(join(cwd, '.env'), 0o600);
    const before = read('.env');
    for (const mode of ['dry-run', 'check'] as const) {
      const { buckets } = await run('dev', 'api', { mode });
      expect(buckets).toMatchObject([{ status: 'stale' }]);
      expect(buckets[0]?.changes.map(({ name, change }) => `${change} ${name}`)).toEqual([
        'changed DB_KEY',
        'added FLAG',
        'removed GONE',
        'added LATE',
        'added WEB_KEY',
      ]);
    }
    expect(read('.env')).toBe(before);
    await run('dev', 'api');
    expect(read('.env')).toBe(`OWN=1\n${apiBlock}`);
    expect(await run('dev', 'api', { mode: 'check' })).toMatchObject({ buckets: [{ status: 'current' }] });
  });

  test('GIVEN a bucket with public names WHEN it is synced THEN .env.local has it, and what is asked for of it', async () => {
    await run('dev', 'web');
    expect(read('.env.local')).toBe(
      block(`NEXT_PUBLIC_PREVIEW=p\nNEXT_PUBLIC_URL=https://x.example\nWEB_KEY=${canary}\n`, 'web'),
    );
    await run('dev', 'web', { onlyPublic: true });
    expect(read('.env.local')).toBe(
      block('NEXT_PUBLIC_PREVIEW=p\nNEXT_PUBLIC_URL=https://x.example\n', 'web'),
    );
    await run('dev', 'web', { onlyPublic: true, target: 'preview' });
    expect(read('.env.local')).toBe(block('NEXT_PUBLIC_URL=https://x.example\n', 'web'));
  });

  test('GIVEN an entry with other names than the plan WHEN it is synced THEN both are told, and only planned ones are public', async () => {
    const world = awsWith({ 'shop/dev/web': { NEXT_PUBLIC_URL: 'u', NEXT_PUBLIC_STRAY: canary } });
    const result = await run('dev', 'web', { world, onlyPublic: true });
    expect(result.buckets).toMatchObject([
      { missing: ['NEXT_PUBLIC_PREVIEW', 'WEB_KEY'], unplanned: ['NEXT_PUBLIC_STRAY'], names: 1 },
    ]);
    expect(read('.env.local')).toBe(block('NEXT_PUBLIC_URL=u\n', 'web'));
  });

  test('GIVEN a dollar sign WHEN it is synced for what most likely reads it THEN a frontend is not misled', async () => {
    const world = awsWith({ 'shop/dev/web': { WEB_KEY: 'a$b' }, 'shop/dev/api': { DB_KEY: 'a$b' } });
    expect(await run('dev', 'web', { world })).toMatchObject({
      buckets: [{ status: 'written', misread: [{ name: 'WEB_KEY', reader: 'node' }] }],
    });
    expect(read('.env.local')).toBe(block("WEB_KEY='a\\$b'\n", 'web'));
    expect(await run('dev', 'api', { world })).toMatchObject({ buckets: [{ misread: [] }] });
    expect(read('.env')).toBe(block("DB_KEY='a$b'\n"));
  });

  test('GIVEN values without a common way of quoting WHEN synced THEN node reads them, or whoever was named; both are refused', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: python-dotenv expands it
    const world = awsWith({ 'shop/dev/api': { DB_KEY: 'a${b}', OTHER: `a'"#` } });
    const misread = ['DB_KEY', 'OTHER'].map((name) => ({ name, reader: 'python' }));
    expect(await run('dev', 'api', { world })).toMatchObject({ buckets: [{ status: 'written', misread }] });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: python-dotenv expands it
    expect(parse(read('.env'))).toEqual({ DB_KEY: 'a${b}', OTHER: `a'"#` });
    expect(await run('dev', 'api', { world, mode: 'check' })).toMatchObject({
      buckets: [{ status: 'current', misread }],
    });
    expect(await run('dev', 'api', { world, readers: ['python'] })).toMatchObject({
      buckets: [{ misread: [] }],
    });
    await expect(run('dev', 'api', { world, readers: ['node', 'python'] })).rejects.toThrow(
      'DB_KEY and OTHER of api cannot be written, since no way of quoting it in a .env file means the same to node and python. Nothing has been written: say who reads the file with --reader, or take another format',
    );
  });
});

describe('formats and files', () => {
  test.each([
    ['json', '.env.json', /^\{\n {2}"\/\/fanout-sync": "shop\/dev\/api",\n {2}"DB_KEY": "canary/],
    ['tfvars', '.env.tfvars', /\nenvironment_secrets = \{\n {2}"DB_KEY" = "canary/],
    ['shell', '.env.sh', /\nexport DB_KEY='canary/],
    ['yaml', '.env.yaml', /\n"DB_KEY": "canary/],
    ['docker', '.env.docker', /\nDB_KEY=canary/],
  ] as const)(
    'GIVEN %s WHEN it is synced THEN %s is written, and is up to date',
    async (format, file, text) => {
      expect(await run('dev', 'api', { format })).toMatchObject({ buckets: [{ status: 'written', file }] });
      expect(read(file)).toMatch(text);
      expect(await run('dev', 'api', { format, mode: 'check' })).toMatchObject({
        buckets: [{ status: 'current' }],
      });
    },
  );

  test('GIVEN --out WHEN it is synced THEN it is seen from the caller’s folder', async () => {
    mkdirSync(join(cwd, 'apps/api'), { recursive: true });
    await run('dev', 'api', { out: '{bucket}/.env', folder: join(cwd, 'apps') });
    expect(read('apps/api/.env')).toBe(apiBlock);
  });

  test('GIVEN - WHEN it is synced THEN the values come back alone, and no file is written', async () => {
    const { output, buckets } = await run('dev', 'api', { out: '-', format: 'json' });
    expect(JSON.parse(output?.reveal() ?? '')).toEqual(apiEntry);
    expect([buckets[0]?.status, written()]).toEqual(['printed', []]);
    expect((await run('dev', 'api', { out: '-', format: 'shell', onlyPublic: true })).output?.reveal()).toBe(
      '',
    );
  });

  test('GIVEN a step of a workflow WHEN it is synced THEN values are masked first, and appended', async () => {
    const env = { PATH: process.env.PATH, GITHUB_ENV: join(cwd, 'github-env') };
    writeFileSync(env.GITHUB_ENV, 'OWN=1\n');
    await run('dev', 'api', { format: 'github-env', env });
    expect(read('github-env')).toMatch(new RegExp(`^OWN=1\nDB_KEY<<(\\S+)\n${canary}\n\\1\nFLAG<<`));
    expect(kept).toEqual([canary, 'l', 'w']);
    expect(await run('dev', 'api', { format: 'github-env', env, mode: 'dry-run' })).toMatchObject({
      buckets: [{ status: 'stale' }],
    });
    expect([read('github-env').split(canary).length, kept]).toEqual([2, []]);
  });

  test.each<[what: string, given: Given, bucket: string | undefined, says: RegExp]>([
    ['--check of what is appended', { format: 'github-env', mode: 'check' }, 'api', /never stale/],
    ['--check of standard output', { out: '-', mode: 'check' }, 'api', /--check is about a file/],
    ['--dry-run of standard output', { out: '-', mode: 'dry-run' }, 'api', /--dry-run is about a file/],
    ['one file for several buckets', { out: '.env' }, undefined, /Each bucket needs a file of its own/],
    ['several buckets for GitHub', { format: 'github-env' }, undefined, /Name the bucket/],
    ['no workflow', { format: 'github-env' }, 'api', /GITHUB_ENV is not set here/],
    [
      'a file that is not ours',
      { format: 'json', out: 'fanout.yaml' },
      'api',
      /fanout.yaml stays as it is: .*--force/,
    ],
    [
      'a folder that is not there',
      { out: 'none/.env' },
      'api',
      /"none\/.env" lies in a folder that cannot be opened \(ENOENT\)/,
    ],
  ])('GIVEN %s WHEN it is synced THEN it is refused', async (_, given, bucket, says) => {
    await expect(run('dev', bucket, given)).rejects.toThrow(says);
    expect(written()).toEqual([]);
  });
});

describe('all buckets', () => {
  test('WHEN synced THEN each has a file of its own, and those that cannot be read are skipped', async () => {
    const world = awsWith({
      ...entries,
      'shop/dev/web': denied('web'),
      'shop/dev/late': new AwsFault('none', 'missing'),
    });
    const result = await run('dev', undefined, { world });
    expect(result.buckets.map(({ bucket, status, file, reason }) => [bucket, status, file, reason])).toEqual([
      ['api', 'written', '.env.api', null],
      [
        'late',
        'skipped',
        null,
        'shop/dev/late in eu-central-1, the entry of late, is not there or has no value yet: set its values, and deploy dev: fanout check dev lists what is missing',
      ],
      ['web', 'skipped', null, 'AWS does not allow you web'],
    ]);
    expect([read('.env.api'), written()]).toEqual([apiBlock, ['.env.api']]);
    expect(world.asked[0]).toBe('account');
  });

  test('GIVEN one that is to be deleted WHEN synced THEN that one alone is skipped', async () => {
    const world = awsWith({ ...entries, 'shop/dev/web': new AwsFault('to be deleted', 'scheduled') });
    const { buckets } = await run('dev', undefined, { world });
    expect(buckets.find(({ bucket }) => bucket === 'web')).toMatchObject({
      status: 'skipped',
      reason: 'to be deleted',
    });
    expect(buckets.find(({ bucket }) => bucket === 'api')).toMatchObject({ status: 'written' });
  });

  test('GIVEN none that may be read, or another fault WHEN synced THEN it is a fault', async () => {
    const none = awsWith(Object.fromEntries(Object.keys(entries).map((name) => [name, denied(name)])));
    await expect(run('dev', undefined, { world: none })).rejects.toThrow(
      'AWS does not allow you shop/dev/api',
    );
    const down = awsWith({ ...entries, 'shop/dev/web': new AwsFault('throttled') });
    await expect(run('dev', undefined, { world: down })).rejects.toThrow('throttled');
    expect(written()).toEqual([]);
  });

  test('GIVEN one that cannot be written WHEN synced THEN none is', async () => {
    const world = awsWith({ ...entries, 'shop/dev/web': { WEB_KEY: 'a\nb' } });
    await expect(run('dev', undefined, { world, format: 'docker' })).rejects.toThrow(
      'WEB_KEY of web cannot be written, since a file for docker --env-file has no way to write a line end. Nothing has been written: take another format, such as json or shell',
    );
    mkdirSync(join(cwd, '.env.web'));
    await expect(run('dev')).rejects.toThrow('".env.web" is no ordinary file');
    expect(written()).toEqual(['.env.web']);
  });
});

describe('what is refused', () => {
  test('GIVEN a protected environment WHEN synced THEN it takes --allow-protected, and a yes', async () => {
    const world = awsWith({ 'shop/production/api': { DB_KEY: canary } });
    const given = { world, folder: cwd };
    await expect(run('production', 'api', { ...given, yes: true })).rejects.toThrow(
      /^production is protected.*--allow-protected/,
    );
    expect(await run('production', 'api', { ...given, allowProtected: true, answer: false })).toMatchObject({
      status: 'declined',
    });
    expect([world.asked, written()]).toEqual([[], []]);
    const dry = { ...given, allowProtected: true, answer: false, mode: 'dry-run' as const };
    expect(await run('production', 'api', dry)).toMatchObject({ status: 'done' });
    expect(await run('production', 'api', { ...given, allowProtected: true, answer: true })).toMatchObject({
      status: 'done',
    });
    expect(read('.env')).toContain('shop/production/api');
  });

  test('GIVEN credentials of another account WHEN synced THEN nothing is read', async () => {
    const world = awsWith(entries, '999999999999');
    await expect(run('dev', 'api', { world })).rejects.toThrow(
      /of account 999999999999, but dev lives in 123456789012/,
    );
    expect(world.asked).toEqual(['account']);
  });

  test('GIVEN a file that git would track WHEN synced THEN it is refused, and nothing is written', async () => {
    execFileSync('git', ['init', '-q'], { cwd });
    await expect(run('dev', 'api')).rejects.toThrow('".env" is not ignored by git');
    await expect(run('dev', 'api', { mode: 'dry-run' })).rejects.toThrow('".env" is not ignored by git');
    expect(existsSync(join(cwd, '.env'))).toBe(false);
    writeFileSync(join(cwd, '.gitignore'), '.env\n');
    expect(await run('dev', 'api')).toMatchObject({ buckets: [{ status: 'written', git: 'ignored' }] });
  });

  test('GIVEN a reserved name that somebody put into the entry WHEN synced THEN it is refused', async () => {
    const world = awsWith({ 'shop/dev/api': { ...apiEntry, path: canary, LD_PRELOAD: canary } });
    await expect(run('dev', 'api', { world })).rejects.toThrow(
      'shop/dev/api holds "path" and "LD_PRELOAD", which would change how programs run',
    );
  });

  test.each<[environment: string, bucket: string, code: string, nearest: string]>([
    ['dve', 'api', 'unknown-environment', 'dev'],
    ['dev', 'apo', 'unknown-bucket', 'api'],
  ])(
    'GIVEN %s and %s WHEN synced THEN it is a misuse, with the nearest',
    async (environment, bucket, code, nearest) => {
      const world = awsWith(entries);
      const result = await run(environment, bucket, { world });
      expect([result.status, result.misuse[0]?.code, result.misuse[0]?.args.nearest, world.asked]).toEqual([
        'refused',
        code,
        nearest,
        [],
      ]);
    },
  );

  test('GIVEN files that cannot be read WHEN synced THEN why, and a fault elsewhere does not matter', async () => {
    writeFileSync(join(cwd, 'mappings/stray.yml'), '');
    expect(await run('dev', 'api')).toMatchObject({ status: 'done' });
    writeFileSync(join(cwd, 'fanout.yaml'), '[');
    const result = await run('dev', 'api');
    expect([result.status, result.diagnostics.map(({ code }) => code)]).toEqual([
      'refused',
      expect.arrayContaining(['yaml-syntax']),
    ]);
  });
});
