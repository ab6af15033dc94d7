import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

const dev = (cwd: string) => readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8');

describe('fanout set', () => {
  test('GIVEN configuration on standard input WHEN set THEN it is written, and its place printed', async () => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout, stderr } = await runCli(['set', 'dev', 'URL'], {
      cwd,
      stdin: 'canary.example.com\n',
    });
    expect([code, stdout, stderr]).toEqual([0, 'wrote URL in dev, in plain: environments/dev.yaml:6\n', '']);
    expect(dev(cwd)).toContain('\n  URL: canary.example.com\n');
  });

  test('GIVEN a file WHEN set from it THEN its path is seen from the current folder', async () => {
    const cwd = folderOf(new Map(richWorkspace).set('value.txt', 'from-file'));
    expect((await runCli(['set', 'dev', 'URL', '--from-file', 'value.txt'], { cwd })).code).toBe(0);
    expect(dev(cwd)).toContain('\n  URL: from-file\n');
    const missing = await runCli(['set', 'dev', 'URL', '--from-file', 'none.txt'], { cwd });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('ENOENT');
  });

  test('GIVEN --dry-run WHEN a secret is set THEN nothing is written and AWS is not asked', async () => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout } = await runCli(['set', 'dev', 'FROM_PARAMETER', '--dry-run'], {
      cwd,
      stdin: 'canary',
    });
    expect([code, stdout]).toEqual([
      0,
      'would write FROM_PARAMETER in dev, encrypted: environments/dev.yaml:9; nothing was written\n',
    ]);
    expect(dev(cwd)).toBe(richWorkspace.get('environments/dev.yaml'));
  });

  test('GIVEN a value that may not stand there WHEN set THEN 1, and it is not echoed', async () => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout, stderr } = await runCli(['set', 'dev', 'DB_KEY', '--dry-run'], {
      cwd,
      stdin: 'canary',
    });
    expect(code).toBe(1);
    expect(stdout).toContain('refused: nothing was written\n');
    expect(stdout + stderr).not.toContain('canary');
  });

  test('GIVEN several names WHEN their values come as one JSON object THEN all are written', async () => {
    const cwd = folderOf(richWorkspace);
    const values = { URL: 'db.example.com', DB_REGION: 'eu-west-1', DB_KEY: 'long enough' };
    const argv = ['set', 'dev', 'DB_REGION', 'URL'];
    const given = (keys: readonly (keyof typeof values)[]) =>
      JSON.stringify(Object.fromEntries(keys.map((key) => [key, values[key]])));
    const dry = await runCli([...argv, 'DB_KEY', '--dry-run'], {
      cwd,
      stdin: given(['URL', 'DB_REGION', 'DB_KEY']),
    });
    expect([dry.code, dry.stdout]).toEqual([
      0,
      'would write DB_REGION in dev, in plain: environments/dev.yaml:11\nwould write URL in dev, in plain: environments/dev.yaml:6\nwould write DB_KEY in dev, encrypted: environments/dev.yaml:7\nnothing was written\n',
    ]);
    expect(dev(cwd)).toBe(richWorkspace.get('environments/dev.yaml'));
    const { code, stdout } = await runCli(argv, { cwd, stdin: given(['URL', 'DB_REGION']) });
    expect([code, stdout]).toEqual([
      0,
      'wrote DB_REGION in dev, in plain: environments/dev.yaml:11\nwrote URL in dev, in plain: environments/dev.yaml:6\n',
    ]);
    const again = await runCli([...argv, '--format', 'json'], { cwd, stdin: given(['URL', 'DB_REGION']) });
    expect(JSON.parse(again.stdout)).toMatchObject({
      status: 'unchanged',
      place: null,
      places: [
        { name: 'DB_REGION', changed: false },
        { name: 'URL', changed: false },
      ],
    });
    expect(dev(cwd)).toContain('\n  URL: db.example.com\n');
    expect(dev(cwd)).toContain('\n  DB_REGION: eu-west-1\n');
  });

  test.each([
    [['URL', 'URL'], 'A name stands there twice'],
    [['URL', 'DB_REGION', '--from-file', 'x'], 'A file holds the value of one name'],
    [
      ['URL', 'DB_REGION'],
      'Standard input is not a JSON object; nothing has been written: several values come',
    ],
  ])('GIVEN %j WHEN set THEN it is wrong usage, and nothing is written', async (argv, says) => {
    const cwd = folderOf(richWorkspace);
    const { code, stderr } = await runCli(['set', 'dev', ...argv], { cwd, stdin: 'canary' });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`fanout: ${says}`)]);
    expect(stderr).not.toContain('canary');
    expect(dev(cwd)).toBe(richWorkspace.get('environments/dev.yaml'));
  });

  test('GIVEN a value as an argument WHEN set THEN it is wrong usage, and not echoed', async () => {
    const { code, stderr } = await runCli(['set', 'dev', 'URL', 'canary'], { cwd: folderOf(richWorkspace) });
    expect(code).toBe(2);
    expect(stderr).not.toContain('canary');
  });

  test.each([
    [['set', 'dve', 'URL'], 'There is no environment "dve". Did you mean "dev"?'],
    [['set', 'dev', 'URI'], 'There is no canonical name "URI". Did you mean "URL"?'],
  ])('GIVEN %j WHEN run THEN the nearest name, and 2', async (argv, sentence) => {
    const { code, stderr } = await runCli(argv, { cwd: folderOf(richWorkspace) });
    expect([code, stderr]).toEqual([2, `fanout: ${sentence}\n`]);
  });
});

describe('fanout schemas', () => {
  test('GIVEN no schemas WHEN checked, written and checked THEN 1, 0, 0', async () => {
    const cwd = folderOf(richWorkspace);
    const stale = await runCli(['schemas', '--check'], { cwd });
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain('stale schemas/mapping.schema.json\n');
    expect(stale.stdout.endsWith('update with: fanout schemas\n')).toBe(true);
    const dry = await runCli(['schemas', '--dry-run'], { cwd });
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('would write schemas/mapping.schema.json\n');
    expect(existsSync(join(cwd, 'schemas'))).toBe(false);
    const written = await runCli(['schemas'], { cwd });
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('wrote schemas/mapping.schema.json\n');
    expect(await runCli(['schemas', '--check'], { cwd })).toEqual({
      code: 0,
      stdout: 'fine: the schemas are up to date\n',
      stderr: '',
    });
  });

  test('GIVEN a canonical map that cannot be read WHEN written THEN 1, and why', async () => {
    const cwd = folderOf(new Map(richWorkspace).set('mappings/canonical.yaml', '{'));
    const { code, stdout } = await runCli(['schemas'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('yaml-syntax');
  });
});

describe('fanout init', () => {
  test('GIVEN an empty folder WHEN begun THEN what was written, and a workspace in order', async () => {
    const cwd = folderOf(new Map());
    const { code, stdout } = await runCli(['init', 'my-secrets'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('wrote a workspace into my-secrets\n');
    expect(stdout).toContain('\n  fanout.yaml\n');
    expect((await runCli(['check', '--workspace', 'my-secrets'], { cwd })).code).toBe(0);
  });

  test('GIVEN something in the way WHEN begun THEN 1, and what it is', async () => {
    const cwd = folderOf(new Map([['ws/fanout.yaml', 'mine']]));
    const { code, stdout } = await runCli(['init', 'ws'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('refused: nothing was written into ws.');
    expect(stdout).toContain('\n  fanout.yaml\n');
    expect(readFileSync(join(cwd, 'ws/fanout.yaml'), 'utf8')).toBe('mine');
  });

  test('GIVEN a name that is not legal WHEN begun THEN 2', async () => {
    const { code, stderr } = await runCli(['init', 'ws', '--project', 'No Good'], {
      cwd: folderOf(new Map()),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--project');
  });
});

test('GIVEN a folder that cannot be written to WHEN schemas are written THEN 2, in one sentence', async () => {
  const cwd = folderOf(richWorkspace);
  writeFileSync(join(cwd, 'schemas'), 'a file in the way');
  const { code, stderr } = await runCli(['schemas'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^fanout: schemas\/[^\n]*\n$/);
});
