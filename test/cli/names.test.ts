import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { digestOf } from '../../src/values/unfinished';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';

afterAll(removeFolders);

const files = new Map([
  [
    'fanout.yaml',
    'project: shop\nbuckets:\n  api: { include: [{ mapping: shared }] }\n  ops: { include: [{ originals: true, only: ["URL*", KEY] }] }\naccess:\n  administrators: ["arn:aws:iam::123456789012:role/administrator"]\n',
  ],
  ['mappings/canonical.yaml', 'KEY:\nURL: { kind: config }\n'],
  ['mappings/shared.yaml', 'KEY: SHARED_KEY\nURL: SHARED_URL\n'],
  [
    'environments/dev.yaml',
    'environment: dev\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\nvalues:\n  KEY: { variable: true, revision: 1 }\n  URL: https://canary.example.com\n',
  ],
  [
    'environments/staging.yaml',
    'environment: staging\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\nvalues:\n  KEY:\n  URL: # none\n',
  ],
]);

const begin = (): string => folderOf(files);
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8');
const run = async (argv: readonly string[], cwd = begin()) => {
  const ran = await runCli(argv, { cwd });
  expect(ran.stdout + ran.stderr).not.toContain('canary');
  return { ...ran, cwd };
};

describe('fanout add', () => {
  test('GIVEN what is known of a name WHEN it is added THEN it is written and what is next is told', async () => {
    const { code, stdout, cwd } = await run([
      ...[
        'add',
        'VENDOR_KEY',
        '--description',
        'key of the vendor',
        '--owner',
        'data',
        '--rotate-every',
        '90d',
      ],
      ...['--pattern', '^v-', '--min-length', '8', '--public', '--environments', 'staging'],
    ]);
    expect([code, stdout]).toEqual([
      0,
      `done: added VENDOR_KEY
  mappings/canonical.yaml:3    added  VENDOR_KEY
  environments/staging.yaml:8  added  VENDOR_KEY

Next
  1. fanout set staging VENDOR_KEY
  2. commit it when it has its values: a bucket that is deployed is not
     written without one
`,
    ]);
    expect(read(cwd, 'mappings/canonical.yaml')).toBe(
      `${files.get('mappings/canonical.yaml')}VENDOR_KEY: { description: key of the vendor, owner: data, public: true, format: { pattern: "^v-" }, minLength: 8, rotateEvery: 90d, environments: [staging] }\n`,
    );
  });

  test('GIVEN a time that is none WHEN a name is added THEN it is wrong usage', async () => {
    expect(await run(['add', 'NEW', '--rotate-every', 'often'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^fanout: "rotateEvery" must be a time such as 90d or 1y, or manual\./),
    });
  });

  test('GIVEN environments behind each other or with commas WHEN a name is added THEN it is there in all', async () => {
    const [spaces, commas] = await Promise.all(
      [['dev', 'staging'], ['dev,staging']].map((names) =>
        run(['add', 'NEW', '--dry-run', '--environments', ...names]),
      ),
    );
    expect([commas?.code, commas?.stdout]).toEqual([0, spaces?.stdout]);
    expect(commas?.stdout).toContain('environments/staging.yaml:7');
  });

  test('GIVEN a format of the report and one of the value WHEN it is added THEN they are two things', async () => {
    const argv = [
      'add',
      'SITE',
      '--kind',
      'config',
      '--value-format',
      'url',
      '--format',
      'json',
      '--dry-run',
    ];
    const { code, stdout } = await run(argv);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { status: 'dry-run', changes: [{ name: 'SITE' }, {}, {}] },
    ]);
  });

  test.each([
    [['add', 'SITE', '--kind', 'confg'], /Did you mean config/],
    [['add', 'SITE', '--min-length', '0'], /whole number from 1 on/],
    [['add', 'SITE', '--owner', ''], /The value of --owner is empty/],
    [['add', 'site'], /"site" is not a canonical name/],
    [['add', 'KEY_2=hunter2'], /^(?!.*hunter2).*a value is never an argument/],
    [['add', 'KEY'], /stands in mappings\/canonical\.yaml already/],
  ])('GIVEN %j THEN it is wrong usage', async (argv, says) => {
    const { code, stderr, cwd } = await run(argv);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(read(cwd, 'mappings/canonical.yaml')).toBe(files.get('mappings/canonical.yaml'));
  });
});

describe('fanout rename', () => {
  test('GIVEN --dry-run WHEN a name is changed THEN every line and every entry is told', async () => {
    const { code, stdout, cwd } = await run(['rename', 'KEY', 'API_KEY', '--dry-run']);
    expect([code, stdout]).toEqual([
      0,
      `would have renamed KEY to API_KEY; nothing was written
  mappings/canonical.yaml:1    renamed  API_KEY
  mappings/shared.yaml:1       renamed  API_KEY
  fanout.yaml:4                changed  API_KEY
  environments/dev.yaml:6      renamed  API_KEY
  environments/staging.yaml:6  renamed  API_KEY

Entries
  api in dev is written anew: what reads it must start again
  ops in dev loses KEY, gets API_KEY, is written anew: what reads it must
     start again
  ops in staging loses KEY, gets API_KEY

Next
  1. hand it to the deploy of dev as API_KEY in TF_VAR_values, no longer as
     KEY
  2. before dev is deployed, have what reads ops read API_KEY (or begin again
     with --keep-targets, which gives it both)
  3. commit it, and deploy dev and staging
`,
    ]);
    expect(read(cwd, 'fanout.yaml')).toBe(files.get('fanout.yaml'));
  });

  test('WHEN configuration gets another name THEN AWS is not needed', async () => {
    const { code, cwd } = await run(['rename', 'URL', 'URL_OF_SITE']);
    expect(code).toBe(0);
    expect(read(cwd, 'environments/dev.yaml')).toContain('  URL_OF_SITE: https://');
    expect((await run(['check'], cwd)).code).toBe(0);
  });

  test.each([
    [['rename', 'KEI', 'NEW'], /There is no canonical name "KEI"\. Did you mean "KEY"\?/],
    [['rename', 'KEY', 'NEW', '--profile', 'production'], /--profile takes ENVIRONMENT=PROFILE/],
    [['rename', 'KEY', 'NEW', '--profile', 'def=x'], /There is no environment "def"\. Did you mean "dev"\?/],
  ])('GIVEN %j THEN it is wrong usage', async (argv, says) => {
    expect(await run(argv)).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
  });

  test('GIVEN a result that would not be in order THEN 1, with what would be wrong', async () => {
    const cwd = folderOf(
      new Map(files)
        .set('mappings/shared.yaml', 'KEY: API_KEY\nURL: SHARED_URL\n')
        .set(
          'fanout.yaml',
          files
            .get('fanout.yaml')
            ?.replace('[{ mapping: shared }]', '[{ mapping: shared }, { originals: true, only: [URL] }]') ??
            '',
        ),
    );
    const { code, stdout } = await run(['rename', 'URL', 'API_KEY'], cwd);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/error collision [\s\S]*\nrefused: nothing was written\n$/),
    ]);
    expect(read(cwd, 'mappings/canonical.yaml')).toBe(files.get('mappings/canonical.yaml'));
  });
});

describe('fanout copy', () => {
  test('WHEN all is copied THEN what has no ciphertext needs no AWS', async () => {
    const { code, stdout, cwd } = await run(['copy', 'dev', 'staging', '--all']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'done: copied 2 values from dev to staging']);
    expect(read(cwd, 'environments/staging.yaml')).toContain(
      '  KEY: { variable: true, revision: 1 }\n  URL: https://',
    );
    const again = await run(['copy', 'dev', 'staging', '--all'], cwd);
    expect(again.stdout).toBe(
      'unchanged: there was nothing to do\n  left alone, since there is a value in staging already (--replace): KEY and\n     URL\n',
    );
  });

  test.each([[['copy', 'dev', 'staging']], [['copy', 'dev', 'staging', 'KEY', '--all']]])(
    'GIVEN %j THEN it is wrong usage',
    async (argv) => {
      expect(await run(argv)).toMatchObject({ code: 2, stderr: expect.stringMatching(/say --all/) });
    },
  );
});

describe('fanout remove', () => {
  test('WHEN a name is removed twice THEN it leaves the buckets and then the files', async () => {
    const given = new Map(files).set(
      'environments/staging.yaml',
      files.get('environments/staging.yaml')?.replace('# none', 'x') ?? '',
    );
    const first = await run(['remove', 'KEY'], folderOf(given));
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringMatching(/^done: taken KEY out of the buckets, while its values stay\n/),
    ]);
    const { cwd } = first;
    expect((await run(['check'], cwd)).code).toBe(0);
    const second = await run(['remove', 'KEY'], cwd);
    expect([second.code, second.stdout.split('\n')[0]]).toEqual([0, 'done: removed KEY']);
    expect(read(cwd, 'mappings/canonical.yaml')).toBe('URL: { kind: config }\n');
    expect((await run(['check'], cwd)).code).toBe(0);
  });
});

test('GIVEN fanout rekey without a key THEN it is wrong usage', async () => {
  expect(await run(['rekey', 'dev'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/--to <key>/) });
});

test.each([
  ['add', ['NEW', '--dry-run']],
  ['add', ['PATH']],
  ['rename', ['KEY', 'NEW', '--keep-targets']],
  ['copy', ['dev', 'staging', '--all']],
  ['copy', ['dev', 'staging', 'KEY', '--replace']],
  ['remove', ['KEY', '--yes']],
  ['rekey', ['dev', '--to', 'x', '--dry-run']],
])(
  'GIVEN fanout %s %j WHEN run with --format json THEN what it prints is as its schema says',
  async (command, args) => {
    const { stdout } = await run([command, ...args, '--format', 'json']);
    const ajv = new Ajv({ strict: true, allErrors: true });
    ajv.validate(JSON.parse(outputSchemas().get(`${command}.schema.json`) ?? ''), JSON.parse(stdout));
    expect(ajv.errors).toBeNull();
  },
);

test('GIVEN an interrupted change WHEN a name is added THEN what was finished is told', async () => {
  const cwd = folderOf(new Map(files).set('.fanout-unfinished.json', '{ "files": [] }'));
  expect((await run(['check'], cwd)).stdout).toContain('unfinished-write');
  expect((await run(['add', 'NEW'], cwd)).code).toBe(0);
  expect(existsSync(join(cwd, '.fanout-unfinished.json'))).toBe(false);
});

test.each([
  [['add', 'NEW'], 'NEW stands in mappings/canonical.yaml already; nothing has been written'],
  [['rename', 'NOW', 'NEWER'], 'There is no canonical name "NOW". Did you mean "NEW"?'],
])(
  'GIVEN a change that was cut off WHEN %j is run again THEN it says that it is finished now',
  async (argv, says) => {
    const file = 'mappings/canonical.yaml';
    const [before, temporary] = [files.get(file) ?? '', '.canonical.yaml.x.tmp'];
    const after = `${before}NEW: { environments: [staging], unused: not yet }\n`;
    const change = { files: [{ file, temporary, before: digestOf(before), after: digestOf(after) }] };
    const cwd = folderOf(
      new Map(files)
        .set('.fanout-unfinished.json', JSON.stringify(change))
        .set(`mappings/${temporary}`, after),
    );
    expect(await run(argv, cwd)).toMatchObject({
      code: 2,
      stderr: `fanout: A change of ${file} that had been cut off was finished first. ${says}\n`,
    });
    expect(read(cwd, file)).toBe(after);
  },
);
